import { here, LOWER, type Shape } from "./shape";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export const COGNITO: Readonly<Record<string, Shape>> = {
  "aws:cognito/userPool:UserPool": {
    named: "name",
    id: ({ region, digits }) => `${region}_${digits(9, LETTERS)}`,
    arn: (subject, id) => here("cognito-idp", "userpool/")({ ...subject, name: id }),
    outputs: ({ region }, id) => ({
      endpoint: `cognito-idp.${region}.amazonaws.com/${id}`,
      domain: "",
      customDomain: "",
      estimatedNumberOfUsers: 0,
    }),
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    named: "name",
    id: ({ digits }) => digits(26, LOWER),
    outputs: ({ inputs, digits }) => ({ clientSecret: inputs.generateSecret === true ? digits(51, LOWER) : "" }),
  },
};
