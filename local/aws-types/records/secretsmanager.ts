import { type AwsTypes, here, input, LOWER, type Subject } from "../aws-type";
import { between } from "../rule";

const secretArn = (subject: Subject): string =>
  `${here("secretsmanager", "secret:")(subject)}-${subject.digits(6, LOWER)}`;

export const SECRETSMANAGER: AwsTypes = {
  "aws:secretsmanager/secret:Secret": {
    name: { max: 512, pattern: /^[A-Za-z0-9/_+=.@-]+$/, allowed: "letters, digits and /_+=.@-" },
    id: (subject) => `arn:aws:${secretArn(subject)}`,
    arn: secretArn,
    limits: { recoveryWindowInDays: (value) => (value === 0 ? undefined : between(7, 30)(value)) },
    defaults: { recoveryWindowInDays: 30 },
    replaceOn: [],
    setByOthers: ["policy"],
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    id: input("secretId"),
    outputs: () => ({ rotationEnabled: true }),
    defaults: { rotateImmediately: true },
    replaceOn: ["secretId"],
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": { id: input("secretArn"), replaceOn: ["secretArn"] },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    replaceOn: ["secretId", "secretBinary", "secretString", "secretStringWoVersion"],
  },
};
