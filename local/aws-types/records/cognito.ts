import { equal } from "../../engine/values/diff";
import { type AwsTypes, here, LOWER, text, uuid } from "../aws-type";
import type { NameRule } from "../name-rule";
import { like } from "../rule";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const named: NameRule = { max: 128, pattern: /^[\w +=,.@-]+$/, allowed: "letters, digits, spaces and _+=,.@-" };

export const COGNITO: AwsTypes = {
  "aws:cognito/userPool:UserPool": {
    name: named,
    id: ({ region, digits }) => `${region}_${digits(9, LETTERS)}`,
    arn: (subject, id) => here("cognito-idp", "userpool/")({ ...subject, name: id }),
    outputs: ({ region }, id) => ({
      endpoint: `cognito-idp.${region}.amazonaws.com/${id}`,
      domain: "",
      customDomain: "",
      estimatedNumberOfUsers: 0,
    }),
    defaults: { mfaConfiguration: "OFF", deletionProtection: "INACTIVE" },
    // fidelity: observed: resourceUserPoolUpdate of the provider: attributes are only ever added
    refuses: ({ olds, news }) =>
      listOf(olds.schemas).every((old) => listOf(news.schemas).some((now) => equal(old, now)))
        ? []
        : [{ property: "schemas", reason: "cannot modify or remove schema items" }],
    replaceOn: ["aliasAttributes", "usernameAttributes", "usernameConfiguration"],
  },
  "aws:cognito/identityPool:IdentityPool": {
    id: (subject) => `${subject.region}:${uuid(subject)}`,
    arn: (subject, id) => here("cognito-identity", "identitypool/")({ ...subject, name: id }),
    // fidelity: docs: CreateIdentityPool, IdentityPoolName
    limits: { identityPoolName: like(/^[\w\s+=,.@-]{1,128}$/, "1 to 128 letters, digits, spaces and _+=,.@-") },
    replaceOn: ["developerProviderName"],
  },
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": {
    id: ({ inputs }) => text(inputs.identityPoolId),
    replaceOn: ["identityPoolId"],
  },
  "aws:cognito/userGroup:UserGroup": {
    name: named,
    id: ({ inputs, name }) => `${text(inputs.userPoolId)}/${name}`,
    importedAs: "{userPoolId}/{name}",
    replaceOn: ["userPoolId"],
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    name: { ...named, changeable: true },
    id: ({ digits }) => digits(26, LOWER),
    outputs: ({ inputs, digits }) => ({ clientSecret: inputs.generateSecret === true ? digits(51, LOWER) : "" }),
    importedAs: "{userPoolId}/{id}",
    replaceOn: ["userPoolId", "generateSecret"],
  },
};
