import { UNKNOWN } from "../../../../components/policies/checked-resource";
import { DENY_HTTP, FUNCTION, one, policy, ROLE_POLICY } from "../a-stack";
import type { Cases } from "./case";

const allow = (Action: unknown, Resource: unknown) =>
  one(ROLE_POLICY, { policy: policy({ Effect: "Allow", Action, Resource }) });

const variables = (held: Record<string, unknown>, secretPaths: readonly string[] = []) =>
  one(FUNCTION, { environment: { variables: held } }, { secretPaths });

export const RIGHTS: Cases = {
  "no-wildcard-action": {
    breaks: [
      [
        allow(["sqs:SendMessage", "sqs:*"], "arn:aws:sqs:eu-west-1:1:jobs"),
        "it: must allow single actions (it allows sqs:*)",
      ],
      [
        one("aws:iam/role:Role", {
          inlinePolicies: [{ policy: policy({ Effect: "Allow", Action: "*", Resource: "*" }) }],
        }),
        "it: must allow single actions (it allows *)",
      ],
      [
        one(ROLE_POLICY, {
          policy: policy({ Effect: "Allow", NotAction: "iam:*", Resource: "arn:aws:sqs:eu-west-1:1:jobs" }),
        }),
        "it: must allow single actions (it allows all but iam:*)",
      ],
    ],
    holds: [
      allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:1:jobs"),
      one("aws:sqs/queuePolicy:QueuePolicy", { policy: policy(DENY_HTTP) }),
      one(ROLE_POLICY, { policy: UNKNOWN }),
    ],
  },
  "no-wildcard-resource": {
    breaks: [
      [
        allow(["sqs:SendMessage", "xray:PutTraceSegments"], "*"),
        "it: must name resources for sqs:SendMessage (it allows *)",
      ],
      [
        allow("s3:GetObject", ["arn:aws:s3:::*"]),
        "it: must name resources for s3:GetObject (it allows arn:aws:s3:::*)",
      ],
    ],
    holds: [allow("xray:PutTraceSegments", "*"), allow("s3:GetObject", "arn:aws:s3:::files/*")],
  },
  "no-broad-managed-policy": {
    breaks: [
      [
        one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
          policyArn: "arn:aws:iam::aws:policy/AmazonSQSFullAccess",
        }),
        'it: must not attach "arn:aws:iam::aws:policy/AmazonSQSFullAccess": grant the actions that are needed',
      ],
      [
        one("aws:iam/role:Role", { managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
        'it: must not attach "arn:aws:iam::aws:policy/AdministratorAccess": grant the actions that are needed',
      ],
    ],
    holds: [
      one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
      }),
    ],
  },
  "no-secret-in-environment": {
    breaks: [
      [
        variables({ DB_PASSWORD: "hunter2" }),
        "it: environment.variables.DB_PASSWORD must not hold what its name says: keep it in Secrets Manager",
      ],
      [
        variables({ STORE: "postgres://shop:hunter2@db:5432/shop" }),
        "it: environment.variables.STORE must not hold a URL with a password: keep it in Secrets Manager",
      ],
      [
        variables({ PLAIN: "x" }, ["environment.variables.PLAIN"]),
        "it: environment.variables.PLAIN must not hold a secret of the program: keep it in Secrets Manager",
      ],
      [
        variables({ KEY_ID: `AKIA${"A".repeat(16)}` }),
        "it: environment.variables.KEY_ID must not hold an access key of AWS: keep it in Secrets Manager",
      ],
    ],
    holds: [
      variables({ DATABASE_SECRET: "arn:aws:secretsmanager:eu-west-1:1:secret:db", HOST: "db", EMPTY_TOKEN: "" }),
      variables({ API_TOKEN: UNKNOWN }),
      variables({ URL: "https://example.com/a@b:c" }),
      one(FUNCTION, {}),
    ],
  },
};
