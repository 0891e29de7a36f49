import { type AwsTypes, here, LOWER } from "../aws-type";
import type { NameRule } from "../name-rule";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

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
    replaceOn: ["aliasAttributes", "usernameAttributes", "usernameConfiguration"],
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    name: { ...named, changeable: true },
    id: ({ digits }) => digits(26, LOWER),
    outputs: ({ inputs, digits }) => ({ clientSecret: inputs.generateSecret === true ? digits(51, LOWER) : "" }),
    replaceOn: ["userPoolId", "generateSecret"],
  },
};
