import { type CheckedStack, UNKNOWN } from "../../policies/checked-resource";
import {
  ALARM,
  BUCKET,
  CLUSTER,
  consumer,
  FUNCTION,
  policy,
  QUEUE,
  ROLE_POLICY,
  resource,
  stack,
  TOPIC,
} from "./a-stack";

/** What a rule says of stacks that break it, and stacks that it must leave alone. */
export interface Cases {
  readonly breaks: readonly (readonly [CheckedStack, ...string[]])[];
  readonly holds: readonly CheckedStack[];
}

const one = (type: string, props: Record<string, unknown>, more: Parameters<typeof resource>[3] = {}) =>
  stack([resource(type, "it", props, more)]);

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

const DENY_HTTP = {
  Effect: "Deny",
  Principal: "*",
  Action: "sqs:*",
  Resource: "arn:aws:sqs:eu-west-1:1:jobs",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const guarded = (document: unknown) =>
  stack([
    resource(QUEUE, "jobs"),
    resource(
      "aws:sqs/queuePolicy:QueuePolicy",
      "jobs",
      { policy: document },
      { uses: { queueUrl: [`${QUEUE} jobs`] } },
    ),
  ]);

const allow = (Action: unknown, Resource: unknown) =>
  one(ROLE_POLICY, { policy: policy({ Effect: "Allow", Action, Resource }) });

const api = (operation: Record<string, unknown>, name = "shop") =>
  stack([
    resource("aws:apigateway/restApi:RestApi", name, {
      body: JSON.stringify({
        paths: { "/orders": { post: operation } },
        components: {
          securitySchemes: {
            api_key: { type: "apiKey", name: "x-api-key", in: "header" },
            users: { type: "apiKey", "x-amazon-apigateway-authtype": "cognito_user_pools" },
          },
        },
      }),
    }),
  ]);

const alarmed = (topic: Record<string, unknown>) =>
  stack([
    resource(TOPIC, "alarms", topic),
    resource(ALARM, "age", {}, { uses: { alarmActions: [`${TOPIC} alarms`] } }),
  ]);

const REDRIVE = { redrivePolicy: "{}" };
const times = (visibility: unknown, timeout: unknown, window: number) =>
  stack(
    consumer({
      queue: { ...REDRIVE, visibilityTimeoutSeconds: visibility },
      fn: { timeout },
      source: { maximumBatchingWindowInSeconds: window },
    }),
  );

const protectedStack = (alarms: Parameters<typeof stack>[0], isProtected = true) =>
  stack(
    [
      ...consumer({ queue: REDRIVE, fn: {}, source: {} }),
      resource(QUEUE, "dead"),
      resource(CLUSTER, "orders"),
      ...alarms,
    ],
    { protected: isProtected },
  );
const watching = (urn: string, actions: unknown = ["arn"]) =>
  resource(ALARM, `on ${urn.split(" ")[1]}`, { alarmActions: actions }, { uses: { dimensions: [urn] } });

const kept = (props: Record<string, unknown>, protect: boolean, isProtected = true) =>
  stack([resource(CLUSTER, "orders", props, { protect })], { protected: isProtected });

const variables = (held: Record<string, unknown>, secretPaths: readonly string[] = []) =>
  one(FUNCTION, { environment: { variables: held } }, { secretPaths });

/** By the name of the rule: every rule has a case that breaks it. */
export const CASES: Readonly<Record<string, Cases>> = {
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
  "declared-open-routes": {
    breaks: [
      [api({}), "shop: POST /orders must have authorization, or a line for shop in policies/open-routes.ts"],
      [
        api({ security: [{ api_key: [] }] }),
        "shop: POST /orders must have authorization, or a line for shop in policies/open-routes.ts",
      ],
      [
        one("aws:apigateway/method:Method", { httpMethod: "GET", authorization: "NONE" }),
        "it: GET must have authorization, or a line for it in policies/open-routes.ts",
      ],
      [
        one("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "NONE" }),
        "it: its URL must have authorization, or a line for it in policies/open-routes.ts",
      ],
    ],
    holds: [
      api({ security: [{ users: [] }] }),
      api({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
      api({ "x-amazon-apigateway-integration": { type: "mock" } }),
      api({}, "orders"),
      one("aws:apigateway/restApi:RestApi", { body: UNKNOWN }),
      one("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "AWS_IAM" }),
    ],
  },
  "encrypted-at-rest": {
    breaks: [
      [one(QUEUE, {}), "it: sqsManagedSseEnabled or kmsMasterKeyId must be set (sqsManagedSseEnabled is not set)"],
      [one(CLUSTER, { storageEncrypted: false }), "it: storageEncrypted must be set (storageEncrypted is false)"],
    ],
    holds: [
      one(QUEUE, { kmsMasterKeyId: "alias/own" }),
      one(CLUSTER, { storageEncrypted: true }),
      one(QUEUE, { kmsMasterKeyId: UNKNOWN }),
    ],
  },
  "alarm-topic-delivers": {
    breaks: [
      [
        alarmed({ kmsMasterKeyId: "alias/aws/sns" }),
        "alarms: kmsMasterKeyId must be absent, or a key whose policy lets cloudwatch.amazonaws.com use it",
      ],
    ],
    holds: [alarmed({}), one(TOPIC, { kmsMasterKeyId: "alias/aws/sns" })],
  },
  "tls-only": {
    breaks: [
      [
        stack([resource(QUEUE, "jobs")]),
        "jobs: must have a policy that denies everybody requests with aws:SecureTransport false (aws:sqs/queuePolicy:QueuePolicy)",
      ],
      [
        guarded(policy({ ...DENY_HTTP, Effect: "Allow" })),
        "jobs: must have a policy that denies everybody requests with aws:SecureTransport false (aws:sqs/queuePolicy:QueuePolicy)",
      ],
    ],
    holds: [guarded(policy(DENY_HTTP)), guarded(UNKNOWN)],
  },
  "tls-to-databases": {
    breaks: [
      [
        one("aws:rds/clusterParameterGroup:ClusterParameterGroup", { family: "aurora-postgresql17" }),
        'it: parameter rds.force_ssl must be "1" (it is not set)',
      ],
      [
        one("aws:rds/parameterGroup:ParameterGroup", {
          family: "postgres14",
          parameters: [{ name: "rds.force_ssl", value: "0" }],
        }),
        'it: parameter rds.force_ssl must be "1" (it is "0")',
      ],
    ],
    holds: [
      one("aws:rds/clusterParameterGroup:ClusterParameterGroup", {
        family: "aurora-postgresql17",
        parameters: [{ name: "rds.force_ssl", value: "1" }],
      }),
      one("aws:rds/parameterGroup:ParameterGroup", { family: "mysql8.0" }),
    ],
  },
  "modern-tls": {
    breaks: [
      [
        one("aws:apigateway/domainName:DomainName", { securityPolicy: "TLS_1_0" }),
        "it: securityPolicy must be TLS 1.2 or newer (it is TLS_1_0)",
      ],
      [
        one("aws:cloudfront/distribution:Distribution", {
          defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" },
        }),
        "it: viewerProtocolPolicy must be redirect-to-https or https-only (it is allow-all)",
      ],
      [
        one("aws:lb/listener:Listener", { protocol: "HTTP", defaultActions: [{ type: "forward" }] }),
        "it: an HTTP listener must only redirect to HTTPS",
      ],
    ],
    holds: [
      one("aws:apigateway/domainName:DomainName", { securityPolicy: "TLS_1_2" }),
      one("aws:cloudfront/distribution:Distribution", {
        viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
        defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
      }),
      one("aws:lb/listener:Listener", { protocol: "HTTP", defaultActions: [{ type: "redirect" }] }),
    ],
  },
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
  "supported-runtime": {
    breaks: [
      [
        one(FUNCTION, { runtime: "nodejs20.x" }),
        "it: runtime must be a supported one: AWS ended nodejs20.x on 2026-04-30",
      ],
      [
        one(FUNCTION, { runtime: "nodejs12.x" }),
        'it: runtime must be one of nodejs20.x, nodejs22.x, nodejs24.x, python3.12, python3.13, provided.al2023, as of 2026-11-22 (it is "nodejs12.x")',
      ],
    ],
    holds: [
      one(FUNCTION, { runtime: "nodejs22.x" }),
      one(FUNCTION, { packageType: "Image" }),
      one(FUNCTION, { runtime: UNKNOWN }),
    ],
  },
  "runtime-ends-soon": {
    breaks: [
      [
        stack([resource(FUNCTION, "it", { runtime: "nodejs22.x" })], { today: new Date("2027-03-31T00:00:00Z") }),
        "it: runtime nodejs22.x ends on 2027-04-30, in 30 days",
      ],
    ],
    holds: [one(FUNCTION, { runtime: "nodejs22.x" }), one(FUNCTION, { runtime: "nodejs20.x" })],
  },
  "log-retention": {
    breaks: [
      [one("aws:cloudwatch/logGroup:LogGroup", {}), "it: retentionInDays must be over 0 (it is not set)"],
      [one("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 0 }), "it: retentionInDays must be over 0 (it is 0)"],
    ],
    holds: [one("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 7 })],
  },
  "own-log-group": {
    breaks: [[one(FUNCTION, {}), "it: loggingConfig.logGroup must name a log group"]],
    holds: [one(FUNCTION, { loggingConfig: { logGroup: UNKNOWN } })],
  },
  tracing: {
    breaks: [
      [
        one(FUNCTION, { tracingConfig: { mode: "PassThrough" } }),
        'it: tracingConfig.mode should be "Active" (it is "PassThrough")',
      ],
      [one("aws:apigateway/stage:Stage", {}), "it: xrayTracingEnabled should be true (it is not set)"],
    ],
    holds: [
      one(FUNCTION, { tracingConfig: { mode: "Active" } }),
      one("aws:apigateway/stage:Stage", { xrayTracingEnabled: true }),
    ],
  },
  "dead-letter-queue": {
    breaks: [
      [
        stack(consumer({ queue: {}, fn: {}, source: {} })),
        "jobs: redrivePolicy must name a dead-letter queue: it has a consumer",
      ],
    ],
    holds: [
      stack(consumer({ queue: { redrivePolicy: UNKNOWN }, fn: {}, source: {} })),
      stack([resource(QUEUE, "nobody-reads")]),
    ],
  },
  "visibility-timeout": {
    breaks: [
      [times(29, 30, 0), "jobs: visibilityTimeoutSeconds must be at least the 30 seconds that work may run (it is 29)"],
      [
        times(undefined, 31, 0),
        "jobs: visibilityTimeoutSeconds must be at least the 31 seconds that work may run (it is 30)",
      ],
    ],
    holds: [times(30, 30, 0), times(UNKNOWN, 30, 0), times(undefined, undefined, 0)],
  },
  "visibility-timeout-for-retries": {
    breaks: [
      [
        times(180, 30, 1),
        "jobs: visibilityTimeoutSeconds should be at least 181: 6 x 30 of work + 1 of the batch window (it is 180)",
      ],
    ],
    holds: [times(181, 30, 1), times(29, 30, 0)],
  },
  "alarms-in-protected-stacks": {
    breaks: [
      [
        protectedStack([]),
        "dead: must have an alarm: the stack is protected",
        "orders: must have an alarm: the stack is protected",
      ],
      [
        protectedStack([watching(`${QUEUE} dead`, []), watching(`${CLUSTER} orders`)]),
        "on dead: alarmActions must name a topic: the stack is protected",
      ],
    ],
    holds: [
      protectedStack([watching(`${QUEUE} dead`), watching(`${CLUSTER} orders`, UNKNOWN)]),
      protectedStack([], false),
    ],
  },
  "deletion-protection-in-protected-stacks": {
    breaks: [
      [
        kept({ deletionProtection: false, skipFinalSnapshot: true }, false),
        "orders: deletionProtection must be true (it is false)",
        "orders: skipFinalSnapshot must be false (it is true)",
        "orders: must have the resource option protect: the stack is protected",
      ],
    ],
    holds: [
      kept({ deletionProtection: true }, true),
      kept({ deletionProtection: UNKNOWN }, true),
      kept({ deletionProtection: false, skipFinalSnapshot: true }, false, false),
    ],
  },
  tags: {
    breaks: [
      [
        stack([resource(QUEUE, "jobs", { tags: { stack: "dev" } })], { defaultTags: {} }),
        "jobs: should have the tag project: set aws:defaultTags in the stack file",
      ],
    ],
    holds: [
      stack([resource(QUEUE, "jobs")]),
      stack([resource(QUEUE, "jobs", { tags: { stack: "dev", project: "shop" } })], { defaultTags: {} }),
      stack([resource("aws:lambda/alias:Alias", "live")], { defaultTags: {} }),
    ],
  },
};
