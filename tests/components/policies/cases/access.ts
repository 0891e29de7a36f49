import { UNKNOWN } from "../../../../components/policies/checked-resource";
import { BUCKET, DENY_HTTP, guarded, one, policy, resource, stack } from "../a-stack";
import type { Cases } from "./case";

const ingress = (props: Record<string, unknown>) =>
  one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", props);

const CLOSED = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

const bucketWith = (block: Record<string, unknown>) =>
  stack([
    resource(BUCKET, "files"),
    resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "files", block, {
      uses: { bucket: [`${BUCKET} files`] },
    }),
  ]);

const api = (operation: Record<string, unknown>, name = "shop") =>
  stack([
    resource("aws:apigateway/restApi:RestApi", name, {
      body: JSON.stringify({
        paths: { "/orders": { post: operation } },
        components: {
          securitySchemes: {
            api_key: { type: "apiKey", name: "x-api-key", in: "header" },
            users: { type: "apiKey", "x-amazon-apigateway-authorizer": { type: "cognito_user_pools" } },
            sigv4: { type: "apiKey", "x-amazon-apigateway-authtype": "awsSigv4" },
            ignored: { type: "http", scheme: "bearer" },
          },
        },
      }),
    }),
  ]);

const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";
const pool = (props: Record<string, unknown>, circumstances = {}) =>
  one("aws:cognito/userPool:UserPool", props, {}, circumstances);

const privateApi = (document: unknown) =>
  one("aws:apigateway/restApi:RestApi", { endpointConfiguration: { types: "PRIVATE" }, policy: document });
const EVERYBODY = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" };
const BY_ENDPOINT = { StringNotEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } };
const BY_ORGANIZATION = { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } };
const OF_WHOM = "policy must name aws:SourceVpce or aws:SourceVpc of who may call";

export const ACCESS: Cases = {
  "second-factor-in-protected-stacks": {
    breaks: [
      [
        pool({}, { protected: true }),
        'it: mfaConfiguration must be "OPTIONAL" or "ON" (it is not set): the stack is protected',
      ],
      [
        pool({ mfaConfiguration: "OFF" }, { protected: true }),
        'it: mfaConfiguration must be "OPTIONAL" or "ON" (it is "OFF"): the stack is protected',
      ],
    ],
    holds: [
      pool({ mfaConfiguration: "OFF" }),
      pool({ mfaConfiguration: "OPTIONAL" }, { protected: true }),
      pool({ mfaConfiguration: "ON" }, { protected: true }),
      pool({ mfaConfiguration: UNKNOWN }, { protected: true }),
    ],
  },
  "no-telling-unknown-users": {
    breaks: [
      [one(CLIENT, {}), 'it: preventUserExistenceErrors must be "ENABLED" (it is not set)'],
      [
        one(CLIENT, { preventUserExistenceErrors: "LEGACY" }),
        'it: preventUserExistenceErrors must be "ENABLED" (it is "LEGACY")',
      ],
    ],
    holds: [
      one(CLIENT, { preventUserExistenceErrors: "ENABLED" }),
      one(CLIENT, { preventUserExistenceErrors: UNKNOWN }),
    ],
  },
  "no-implicit-flow": {
    breaks: [
      [one(CLIENT, { allowedOauthFlows: ["code", "implicit"] }), 'it: allowedOauthFlows must not have "implicit"'],
    ],
    holds: [one(CLIENT, { allowedOauthFlows: ["code"] }), one(CLIENT, {}), one(CLIENT, { allowedOauthFlows: UNKNOWN })],
  },
  "no-public-database": {
    breaks: [
      [
        one("aws:rds/clusterInstance:ClusterInstance", { publiclyAccessible: true }),
        "it: publiclyAccessible must be false (it is true)",
      ],
    ],
    holds: [
      one("aws:rds/clusterInstance:ClusterInstance", { publiclyAccessible: false }),
      one("aws:rds/instance:Instance", {}),
      one("aws:rds/instance:Instance", { publiclyAccessible: UNKNOWN }),
    ],
  },
  "no-public-bucket": {
    breaks: [
      [stack([resource(BUCKET, "files")]), "files: must have a BucketPublicAccessBlock"],
      [bucketWith({ ...CLOSED, blockPublicPolicy: false }), "files: blockPublicPolicy must be true (it is false)"],
      [
        bucketWith({ blockPublicAcls: true, blockPublicPolicy: true }),
        "files: ignorePublicAcls must be true (it is not set)",
        "files: restrictPublicBuckets must be true (it is not set)",
      ],
    ],
    holds: [bucketWith(CLOSED), stack([])],
  },
  "no-public-policy": {
    breaks: [
      [
        one("aws:sqs/queuePolicy:QueuePolicy", {
          policy: policy({ Sid: "Open", Effect: "Allow", Principal: "*", Action: "sqs:SendMessage" }),
        }),
        "it: policy Open must not allow sqs:SendMessage to everybody",
      ],
      [
        one("aws:iam/role:Role", {
          assumeRolePolicy: policy({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }),
        }),
        "it: assumeRolePolicy must not allow sts:AssumeRole to everybody",
      ],
    ],
    holds: [
      guarded(policy(DENY_HTTP)),
      one("aws:sns/topicPolicy:TopicPolicy", {
        policy: policy({
          Effect: "Allow",
          Principal: "*",
          Action: "sns:Publish",
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        }),
      }),
      one("aws:sqs/queuePolicy:QueuePolicy", { policy: UNKNOWN }),
      one("aws:iam/role:Role", {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
      }),
    ],
  },
  "no-open-security-group": {
    breaks: [
      [
        ingress({ cidrIpv4: "0.0.0.0/0", fromPort: 5432, toPort: 5432 }),
        "it: must not let 0.0.0.0/0 in to ports 5432 to 5432; name a security group or a range",
      ],
      [
        one("aws:ec2/securityGroup:SecurityGroup", {
          ingress: [{ ipv6CidrBlocks: ["::/0"], fromPort: 0, toPort: 65535 }],
        }),
        "it: ingress: must not let ::/0 in to ports 0 to 65535; name a security group or a range",
      ],
      [
        one("aws:ec2/securityGroupRule:SecurityGroupRule", {
          type: "ingress",
          cidrBlocks: ["0.0.0.0/0"],
          fromPort: 22,
          toPort: 22,
        }),
        "it: must not let 0.0.0.0/0 in to ports 22 to 22; name a security group or a range",
      ],
    ],
    holds: [
      ingress({ cidrIpv4: "10.0.0.0/16", fromPort: 5432, toPort: 5432 }),
      ingress({ cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 443 }),
      ingress({ cidrIpv4: UNKNOWN, fromPort: 5432, toPort: 5432 }),
      one("aws:ec2/securityGroupRule:SecurityGroupRule", { type: "egress", cidrBlocks: ["0.0.0.0/0"] }),
    ],
  },
  "no-open-permission": {
    breaks: [
      [
        one("aws:lambda/permission:Permission", { principal: "apigateway.amazonaws.com" }),
        'it: must name sourceArn (its principal is "apigateway.amazonaws.com")',
      ],
      [one("aws:lambda/permission:Permission", { principal: "*" }), 'it: must name sourceArn (its principal is "*")'],
    ],
    holds: [
      one("aws:lambda/permission:Permission", { principal: "apigateway.amazonaws.com", sourceArn: UNKNOWN }),
      one("aws:lambda/permission:Permission", { principal: "arn:aws:iam::111122223333:role/caller" }),
    ],
  },
  "closed-private-api": {
    breaks: [
      [privateApi(undefined), `it: ${OF_WHOM}`],
      [privateApi(policy(EVERYBODY)), `it: ${OF_WHOM}`],
      [privateApi(policy(EVERYBODY, { ...EVERYBODY, Effect: "Deny", Condition: BY_ORGANIZATION })), `it: ${OF_WHOM}`],
    ],
    holds: [
      one("aws:apigateway/restApi:RestApi", { endpointConfiguration: { types: "REGIONAL" } }),
      privateApi(UNKNOWN),
      privateApi(policy(EVERYBODY, { ...EVERYBODY, Effect: "Deny", Condition: BY_ENDPOINT })),
      privateApi(policy({ ...EVERYBODY, Condition: BY_ENDPOINT })),
    ],
  },
  "declared-open-routes": {
    breaks: [
      [api({}), "shop: POST /orders must have authorization, or a line for shop in policies/open-routes.json"],
      [
        api({ security: [{ api_key: [] }] }),
        "shop: POST /orders must have authorization, or a line for shop in policies/open-routes.json",
      ],
      // What API Gateway ignores closes nothing.
      ...[
        { security: [{ ignored: [] }, { undeclared: [] }] },
        { security: [{ users: [] }], "x-amazon-apigateway-auth": { type: "NONE" } },
      ].map(
        (operation) =>
          [
            api(operation),
            "shop: POST /orders must have authorization, or a line for shop in policies/open-routes.json",
          ] as const,
      ),
      [
        one("aws:apigateway/method:Method", { httpMethod: "GET", authorization: "NONE" }),
        "it: GET must have authorization, or a line for it in policies/open-routes.json",
      ],
      ...["GET /orders", "$default", "$connect"].map(
        (routeKey) =>
          [
            one("aws:apigatewayv2/route:Route", { routeKey }),
            `it: ${routeKey} must have authorization, or a line for it in policies/open-routes.json`,
          ] as const,
      ),
      [
        one("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "NONE" }),
        "it: its URL must have authorization, or a line for it in policies/open-routes.json",
      ],
    ],
    holds: [
      api({ security: [{ users: [] }] }),
      api({ security: [{ sigv4: [] }, { api_key: [] }] }),
      api({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
      api({ "x-amazon-apigateway-integration": { type: "mock" } }),
      api({}, "orders"),
      one("aws:apigateway/restApi:RestApi", { body: UNKNOWN }),
      one("aws:apigatewayv2/route:Route", { routeKey: "$connect", authorizationType: "CUSTOM" }),
      // Messages of a connection that was let in.
      one("aws:apigatewayv2/route:Route", { routeKey: "follow" }),
      one("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "AWS_IAM" }),
    ],
  },
};
