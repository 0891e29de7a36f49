import { generateKeyPairSync } from "node:crypto";
import type { Properties } from "../../../local/engine/resources/resource-type";
import type { Answer } from "./two-doors";

/** What was made so far, by type. */
export type Made = (type: string) => Answer & { readonly properties: Properties };

export interface Part {
  readonly inputs: (made: Made) => Properties;
  /** Other values of inputs that change in place; absent where every input is fixed. */
  readonly other?: (made: Made) => Properties;
}

const document = (Action: string, rest: Properties): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, ...rest }] });

const TRUST = document("sts:AssumeRole", { Principal: { Service: "lambda.amazonaws.com" } });
const RIGHTS = document("*", { Resource: "*" });
const OTHER_RIGHTS = document("sqs:SendMessage", { Resource: "*" });
const open = (Action: string, Resource: unknown): string => document(Action, { Principal: "*", Resource });

const BODY = (title: string): string =>
  JSON.stringify({
    openapi: "3.0.1",
    info: { title, version: "1" },
    paths: { "/a": { get: { "x-amazon-apigateway-integration": { type: "mock" }, responses: {} } } },
  });

const VISIBILITY = { cloudwatchMetricsEnabled: false, metricName: "orders", sampledRequestsEnabled: false };
const DEFINITION = '{"StartAt":"a","States":{"a":{"Type":"Succeed"}}}';
const OTHER_DEFINITION = '{"StartAt":"b","States":{"b":{"Type":"Succeed"}}}';

const ITEM = '{"id":{"S":"1"},"at":{"S":"2"}}';
const OTHER_ITEM = '{"id":{"S":"1"},"at":{"S":"2"},"n":{"N":"2"}}';

const API = "aws:apigateway/restApi:RestApi";
const TABLE = "aws:dynamodb/table:Table";
const QUEUE = "aws:sqs/queue:Queue";
const FUNCTION = "aws:lambda/function:Function";
const ROLE = "aws:iam/role:Role";
const KEY_VALUE_STORE = "aws:cloudfront/keyValueStore:KeyValueStore";
const NO_KEY = {
  cookiesConfig: { cookieBehavior: "none" },
  headersConfig: { headerBehavior: "none" },
  queryStringsConfig: { queryStringBehavior: "none" },
};
const PUBLIC_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .publicKey.export({ type: "spki", format: "pem" })
  .toString();
const STAGE = "aws:apigateway/stage:Stage";
const SOCKETS = "aws:apigatewayv2/api:Api";

const EDGE = { Principal: { Service: "cloudfront.amazonaws.com" }, Resource: "*" };

const ofBucket = (inputs: Properties, other: Properties): Part => ({
  inputs: (made) => ({ bucket: made("aws:s3/bucket:Bucket").id, ...inputs }),
  other: () => other,
});

/** Every type that runs in the local cloud, in an order in which they can be made; with the code of the function. */
export const realStack = (code: unknown): Readonly<Record<string, Part>> => ({
  [ROLE]: {
    inputs: () => ({ assumeRolePolicy: TRUST, maxSessionDuration: 7_200, tags: { team: "orders" } }),
    other: () => ({ description: "another" }),
  },
  "aws:iam/policy:Policy": { inputs: () => ({ policy: RIGHTS }), other: () => ({ policy: OTHER_RIGHTS }) },
  "aws:iam/rolePolicy:RolePolicy": {
    inputs: (made) => ({ role: made(ROLE).id, policy: RIGHTS }),
    other: () => ({ policy: OTHER_RIGHTS }),
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    inputs: (made) => ({ role: made(ROLE).id, policyArn: made("aws:iam/policy:Policy").id }),
  },
  [QUEUE]: {
    inputs: () => ({ visibilityTimeoutSeconds: 77, delaySeconds: 0, tags: { team: "orders" } }),
    other: () => ({ delaySeconds: 3 }),
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    inputs: (made) => ({ queueUrl: made(QUEUE).id, policy: open("sqs:*", made(QUEUE).properties.arn) }),
    other: (made) => ({ policy: open("sqs:SendMessage", made(QUEUE).properties.arn) }),
  },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
    inputs: (made) => ({ queueUrl: made(QUEUE).id, redriveAllowPolicy: '{"redrivePermission":"allowAll"}' }),
    other: () => ({ redriveAllowPolicy: '{"redrivePermission":"denyAll"}' }),
  },
  "aws:sqs/redrivePolicy:RedrivePolicy": {
    inputs: (made) => ({ queueUrl: made(QUEUE).id, redrivePolicy: redrive(made, 3) }),
    other: (made) => ({ redrivePolicy: redrive(made, 4) }),
  },
  "aws:cloudfront/cachePolicy:CachePolicy": {
    inputs: () => ({ minTtl: 1, parametersInCacheKeyAndForwardedToOrigin: NO_KEY }),
    other: () => ({ minTtl: 2 }),
  },
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": {
    inputs: () => NO_KEY,
    other: () => ({ cookiesConfig: { cookieBehavior: "all" } }),
  },
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": {
    inputs: () => ({ serverTimingHeadersConfig: { enabled: true, samplingRate: 5 } }),
    other: () => ({ serverTimingHeadersConfig: { enabled: true, samplingRate: 6 } }),
  },
  "aws:cloudfront/originAccessControl:OriginAccessControl": {
    inputs: () => ({ originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" }),
    other: () => ({ signingBehavior: "no-override" }),
  },
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": {
    inputs: () => ({ comment: "orders" }),
    other: () => ({ comment: "others" }),
  },
  "aws:cloudfront/publicKey:PublicKey": {
    inputs: () => ({ encodedKey: PUBLIC_KEY }),
    other: () => ({ comment: "others" }),
  },
  "aws:cloudfront/keyGroup:KeyGroup": {
    inputs: (made) => ({ items: [made("aws:cloudfront/publicKey:PublicKey").id] }),
    other: () => ({ comment: "others" }),
  },
  "aws:cloudfront/function:Function": {
    inputs: () => ({ runtime: "cloudfront-js-2.0", code: "function handler(event) { return event.request; }" }),
    other: () => ({ code: "function handler(event) { return { statusCode: 204 }; }" }),
  },
  [KEY_VALUE_STORE]: { inputs: () => ({ comment: "orders" }), other: () => ({ comment: "others" }) },
  "aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey": {
    inputs: (made) => ({ keyValueStoreArn: made(KEY_VALUE_STORE).properties.arn, key: "k", value: "v" }),
    other: () => ({ value: "w" }),
  },
  "aws:cloudfront/distribution:Distribution": {
    inputs: () => ({
      enabled: true,
      comment: "orders",
      origins: [{ originId: "main", domainName: "origin.example.com" }],
      defaultCacheBehavior: {
        targetOriginId: "main",
        viewerProtocolPolicy: "allow-all",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    }),
    other: () => ({ comment: "others" }),
  },
  "aws:sns/topic:Topic": { inputs: () => ({ displayName: "orders" }), other: () => ({ displayName: "others" }) },
  "aws:sns/topicPolicy:TopicPolicy": {
    inputs: (made) => ({ arn: made("aws:sns/topic:Topic").id, policy: open("sns:*", made("aws:sns/topic:Topic").id) }),
    other: (made) => ({ policy: open("sns:Publish", made("aws:sns/topic:Topic").id) }),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    inputs: (made) => ({
      topic: made("aws:sns/topic:Topic").id,
      protocol: "sqs",
      endpoint: made(QUEUE).properties.arn,
    }),
    other: () => ({ rawMessageDelivery: true }),
  },
  "aws:secretsmanager/secret:Secret": {
    inputs: () => ({ description: "of orders", tags: { team: "orders" } }),
    other: () => ({ description: "of others" }),
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    inputs: (made) => ({ secretId: made("aws:secretsmanager/secret:Secret").id, secretString: "s" }),
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    inputs: (made) => ({
      secretArn: made("aws:secretsmanager/secret:Secret").id,
      policy: open("secretsmanager:GetSecretValue", "*"),
    }),
    other: () => ({ policy: open("secretsmanager:DescribeSecret", "*") }),
  },
  "aws:ssm/parameter:Parameter": { inputs: () => ({ type: "String", value: "v" }), other: () => ({ value: "w" }) },
  "aws:s3/bucket:Bucket": { inputs: () => ({ tags: { team: "orders" } }), other: () => ({ forceDestroy: true }) },
  "aws:s3/bucketPolicy:BucketPolicy": {
    inputs: (made) => ({ bucket: made("aws:s3/bucket:Bucket").id, policy: document("s3:GetObject", EDGE) }),
    other: () => ({ policy: document("s3:PutObject", EDGE) }),
  },
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": ofBucket(
    {
      corsRules: [
        { id: "shop", allowedMethods: ["GET", "PUT"], allowedOrigins: ["https://shop.test"], maxAgeSeconds: 60 },
        { allowedMethods: ["GET"], allowedOrigins: ["*"], allowedHeaders: ["*"], exposeHeaders: ["ETag"] },
      ],
    },
    { corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }] },
  ),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket(
    {
      rules: [
        {
          id: "old",
          status: "Enabled",
          filter: { and: { prefix: "tmp/", tags: { kind: "draft" }, objectSizeGreaterThan: 5 } },
          expiration: { days: 7 },
          noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: 2 },
          transitions: [{ days: 1, storageClass: "GLACIER" }],
        },
        {
          id: "parts",
          status: "Disabled",
          filter: { prefix: "" },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
      ],
    },
    { rules: [{ id: "old", status: "Enabled", filter: { prefix: "" }, expiration: { days: 8 } }] },
  ),
  "aws:s3/bucketLogging:BucketLogging": ofBucket(
    {
      targetBucket: "logs",
      targetPrefix: "site/",
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    },
    { targetPrefix: "other/" },
  ),
  "aws:s3/bucketNotification:BucketNotification": {
    inputs: (made) => ({
      bucket: made("aws:s3/bucket:Bucket").id,
      eventbridge: true,
      queues: [{ queueArn: made(QUEUE).properties.arn, events: ["s3:ObjectCreated:*"], filterPrefix: "in/" }],
    }),
    other: () => ({ queues: [] }),
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket(
    { rule: { objectOwnership: "BucketOwnerEnforced" } },
    { rule: { objectOwnership: "ObjectWriter" } },
  ),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket(
    { blockPublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true },
    { ignorePublicAcls: true },
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ofBucket(
    {
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/site" },
          bucketKeyEnabled: true,
        },
      ],
    },
    { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
  ),
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket(
    { versioningConfiguration: { status: "Enabled" } },
    { versioningConfiguration: { status: "Suspended" } },
  ),
  "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": ofBucket(
    {
      indexDocument: { suffix: "index.html" },
      errorDocument: { key: "error.html" },
      routingRules: [{ condition: { keyPrefixEquals: "old/" }, redirect: { replaceKeyPrefixWith: "new/" } }],
    },
    { errorDocument: { key: "other.html" } },
  ),
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    inputs: (made) => ({
      bucket: made("aws:s3/bucket:Bucket").id,
      key: "info/page",
      content: "c",
      contentType: "text/plain",
      cacheControl: "no-store",
      metadata: { from: "orders" },
    }),
    other: () => ({ contentType: "text/html" }),
  },
  [TABLE]: {
    inputs: () => ({
      hashKey: "id",
      attributes: ["id", "at", "by"].map((name) => ({ name, type: "S" })),
      rangeKey: "at",
      readCapacity: 2,
      writeCapacity: 3,
      globalSecondaryIndexes: [
        { name: "by-customer", hashKey: "by", projectionType: "ALL", readCapacity: 4, writeCapacity: 5 },
        {
          name: "by-all",
          keySchemas: [
            { attributeName: "by", keyType: "HASH" },
            { attributeName: "at", keyType: "HASH" },
          ],
          projectionType: "INCLUDE",
          nonKeyAttributes: ["total"],
          readCapacity: 1,
          writeCapacity: 1,
        },
      ],
      localSecondaryIndexes: [{ name: "of-customer", rangeKey: "by", projectionType: "KEYS_ONLY" }],
      ttl: { attributeName: "until", enabled: true },
      pointInTimeRecovery: { enabled: true },
      streamEnabled: true,
      streamViewType: "NEW_IMAGE",
      serverSideEncryption: { enabled: true },
      tableClass: "STANDARD_INFREQUENT_ACCESS",
      tags: { team: "orders" },
    }),
    other: () => ({
      readCapacity: 9,
      globalSecondaryIndexes: [],
      ttl: { enabled: false },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
      streamViewType: "KEYS_ONLY",
      serverSideEncryption: { enabled: false },
      deletionProtectionEnabled: true,
      tableClass: "STANDARD",
    }),
  },
  [`${TABLE} on demand`]: {
    inputs: () => ({
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      billingMode: "PAY_PER_REQUEST",
      tags: { team: "orders" },
    }),
    other: () => ({ billingMode: "PROVISIONED" }),
  },
  "aws:dynamodb/tableItem:TableItem": {
    inputs: (made) => ({ tableName: made(TABLE).id, hashKey: "id", rangeKey: "at", item: ITEM }),
    other: () => ({ item: OTHER_ITEM }),
  },
  "aws:kms/key:Key": {
    inputs: () => ({ description: "of orders", enableKeyRotation: true, tags: { team: "orders" } }),
    other: () => ({ description: "of others", enableKeyRotation: false }),
  },
  "aws:kms/alias:Alias": {
    inputs: (made) => ({ targetKeyId: made("aws:kms/key:Key").id }),
    other: () => ({ targetKeyId: "11111111-2222-3333-4444-555555555555" }),
  },
  "aws:kms/grant:Grant": {
    inputs: (made) => ({
      keyId: made("aws:kms/key:Key").id,
      granteePrincipal: made(ROLE).properties.arn,
      operations: ["Decrypt"],
    }),
    other: () => ({ operations: ["Encrypt"] }),
  },
  "aws:kinesis/stream:Stream": { inputs: () => ({ shardCount: 1 }), other: () => ({ shardCount: 2 }) },
  "aws:cloudwatch/eventBus:EventBus": { inputs: () => ({ description: "d" }), other: () => ({ description: "e" }) },
  "aws:cloudwatch/eventRule:EventRule": {
    inputs: (made) => ({
      eventBusName: made("aws:cloudwatch/eventBus:EventBus").id,
      eventPattern: '{"source":["shop"]}',
    }),
    other: () => ({ state: "DISABLED" }),
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    inputs: (made) => ({
      eventBusName: made("aws:cloudwatch/eventBus:EventBus").id,
      rule: made("aws:cloudwatch/eventRule:EventRule").properties.name,
      targetId: "orders",
      arn: made(QUEUE).properties.arn,
      deadLetterConfig: { arn: made(QUEUE).properties.arn },
      retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3_600 },
    }),
    other: () => ({ inputPath: "$.detail" }),
  },
  "aws:cloudwatch/eventArchive:EventArchive": {
    inputs: (made) => ({ eventSourceArn: made("aws:cloudwatch/eventBus:EventBus").properties.arn }),
    other: () => ({ retentionDays: 3 }),
  },
  "aws:cloudwatch/eventPermission:EventPermission": {
    inputs: () => ({ principal: "000000000000", statementId: "own" }),
    other: () => ({ principal: "111111111111" }),
  },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
    inputs: (made) => ({
      eventBusName: made("aws:cloudwatch/eventBus:EventBus").id,
      policy: open("events:PutEvents", made("aws:cloudwatch/eventBus:EventBus").properties.arn),
    }),
    other: (made) => ({ policy: open("events:*", made("aws:cloudwatch/eventBus:EventBus").properties.arn) }),
  },
  "aws:scheduler/scheduleGroup:ScheduleGroup": {
    inputs: () => ({ tags: { team: "orders" } }),
    other: () => ({ tags: { team: "others" } }),
  },
  "aws:scheduler/schedule:Schedule": {
    inputs: (made) => ({
      groupName: made("aws:scheduler/scheduleGroup:ScheduleGroup").id,
      flexibleTimeWindow: { mode: "OFF" },
      scheduleExpression: "cron(0 10 * * ? *)",
      scheduleExpressionTimezone: "Europe/Brussels",
      target: { arn: made(QUEUE).properties.arn, roleArn: made(ROLE).properties.arn, input: "{}" },
    }),
    other: () => ({ description: "of others" }),
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    inputs: () => ({ retentionInDays: 7 }),
    other: () => ({ retentionInDays: 14 }),
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    inputs: () => ({ vpcId: "vpc-1", serviceName: "com.amazonaws.eu-west-1.sqs", privateDnsEnabled: true }),
    other: () => ({ privateDnsEnabled: false }),
  },
  "aws:cognito/userPool:UserPool": {
    inputs: () => ({ passwordPolicy: { minimumLength: 12 } }),
    other: () => ({ passwordPolicy: { minimumLength: 14 } }),
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    inputs: (made) => ({
      userPoolId: made("aws:cognito/userPool:UserPool").id,
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"],
      generateSecret: true,
    }),
    other: () => ({ explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] }),
  },
  "aws:cognito/userPoolDomain:UserPoolDomain": {
    inputs: (made) => ({ userPoolId: made("aws:cognito/userPool:UserPool").id, domain: "people" }),
    other: () => ({ managedLoginVersion: 2 }),
  },
  "aws:cognito/resourceServer:ResourceServer": {
    inputs: (made) => ({
      userPoolId: made("aws:cognito/userPool:UserPool").id,
      identifier: "shop",
      scopes: [{ scopeName: "book", scopeDescription: "to book" }],
    }),
    other: () => ({ scopes: [{ scopeName: "sell", scopeDescription: "to sell" }] }),
  },
  "aws:cognito/identityProvider:IdentityProvider": {
    inputs: (made) => ({
      userPoolId: made("aws:cognito/userPool:UserPool").id,
      providerName: "staff",
      providerType: "SAML",
      providerDetails: { MetadataURL: "https://sso.example.com/metadata" },
      attributeMapping: { email: "mail" },
    }),
    other: () => ({ attributeMapping: { email: "address" } }),
  },
  "aws:cognito/managedLoginBranding:ManagedLoginBranding": {
    inputs: (made) => ({
      userPoolId: made("aws:cognito/userPool:UserPool").id,
      clientId: made("aws:cognito/userPoolClient:UserPoolClient").id,
      settings: '{"components":{}}',
    }),
    other: () => ({ settings: '{"components":{"form":{}}}' }),
  },
  "aws:cognito/userGroup:UserGroup": {
    inputs: (made) => ({ userPoolId: made("aws:cognito/userPool:UserPool").id, description: "of shows" }),
    other: () => ({ precedence: 2 }),
  },
  "aws:cognito/identityPool:IdentityPool": {
    inputs: () => ({ identityPoolName: "people" }),
    other: () => ({ allowUnauthenticatedIdentities: true }),
  },
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": {
    inputs: (made) => ({
      identityPoolId: made("aws:cognito/identityPool:IdentityPool").id,
      roles: { authenticated: made(ROLE).properties.arn },
    }),
    other: (made) => ({ roles: { unauthenticated: made(ROLE).properties.arn } }),
  },
  "aws:sfn/stateMachine:StateMachine": {
    inputs: (made) => ({ roleArn: made(ROLE).properties.arn, definition: DEFINITION, publish: true }),
    other: () => ({ definition: OTHER_DEFINITION }),
  },
  "aws:sfn/alias:Alias": {
    inputs: (made) => ({
      name: "live",
      routingConfigurations: [
        {
          stateMachineVersionArn: made("aws:sfn/stateMachine:StateMachine").properties.stateMachineVersionArn,
          weight: 100,
        },
      ],
    }),
    other: () => ({ description: "live" }),
  },
  "aws:sfn/activity:Activity": { inputs: () => ({ name: "hands" }), other: () => ({ tags: { a: "b" } }) },
  [FUNCTION]: {
    inputs: (made) => ({
      role: made(ROLE).properties.arn,
      handler: "index.handler",
      runtime: "nodejs22.x",
      code,
      publish: true,
      timeout: 3,
      environment: { variables: { TABLE: "orders" } },
      loggingConfig: { logFormat: "JSON" },
    }),
    other: () => ({ timeout: 9 }),
  },
  "aws:lambda/alias:Alias": {
    inputs: (made) => ({ functionName: made(FUNCTION).id, functionVersion: "1" }),
    other: () => ({ functionVersion: "$LATEST" }),
  },
  "aws:lambda/permission:Permission": {
    inputs: (made) => ({
      action: "lambda:InvokeFunction",
      function: made(FUNCTION).id,
      principal: "sns.amazonaws.com",
      sourceArn: made("aws:sns/topic:Topic").id,
    }),
  },
  "aws:lambda/permission:Permission of a secret": {
    inputs: (made) => ({
      action: "lambda:InvokeFunction",
      function: made(FUNCTION).id,
      principal: "secretsmanager.amazonaws.com",
      sourceArn: made("aws:secretsmanager/secret:Secret").id,
    }),
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    inputs: (made) => ({
      secretId: made("aws:secretsmanager/secret:Secret").id,
      rotationLambdaArn: made(FUNCTION).properties.arn,
      rotationRules: { scheduleExpression: "rate(10 days)", duration: "3h" },
    }),
    other: () => ({ rotationRules: { automaticallyAfterDays: 7 } }),
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    inputs: (made) => ({
      functionName: made(FUNCTION).id,
      qualifier: "1",
      destinationConfig: { onFailure: { destination: made(QUEUE).properties.arn } },
    }),
    other: () => ({ maximumRetryAttempts: 1 }),
  },
  "aws:lambda/invocation:Invocation": { inputs: (made) => ({ functionName: made(FUNCTION).id, input: "{}" }) },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    inputs: (made) => ({
      functionName: made(FUNCTION).properties.arn,
      eventSourceArn: made(QUEUE).properties.arn,
      batchSize: 10,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 2 },
      filterCriteria: { filters: [{ pattern: '{"body":{"kind":["order"]}}' }] },
    }),
    other: () => ({ batchSize: 5 }),
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping of a stream": {
    inputs: (made) => ({
      functionName: made(FUNCTION).properties.arn,
      eventSourceArn: made("aws:kinesis/stream:Stream").properties.arn,
      startingPosition: "AT_TIMESTAMP",
      startingPositionTimestamp: "2026-01-02T03:04:05Z",
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 3,
      maximumRecordAgeInSeconds: 120,
      parallelizationFactor: 2,
      maximumBatchingWindowInSeconds: 1,
      destinationConfig: { onFailure: { destinationArn: made(QUEUE).properties.arn } },
      filterCriteria: { filters: [{ pattern: '{"data":{"kind":["order"]}}' }] },
    }),
    other: (made) => ({
      batchSize: 5,
      bisectBatchOnFunctionError: false,
      destinationConfig: { onFailure: { destinationArn: made("aws:sns/topic:Topic").id } },
      filterCriteria: { filters: [] },
      maximumBatchingWindowInSeconds: 2,
      maximumRecordAgeInSeconds: 60,
      maximumRetryAttempts: 4,
      parallelizationFactor: 1,
    }),
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping of a table": {
    inputs: (made) => ({
      functionName: made(FUNCTION).id,
      eventSourceArn: made(TABLE).properties.streamArn,
      startingPosition: "LATEST",
    }),
    other: () => ({ maximumRetryAttempts: 4 }),
  },
  "aws:apigateway/account:Account": {
    inputs: (made) => ({ cloudwatchRoleArn: made(ROLE).properties.arn }),
    other: () => ({ cloudwatchRoleArn: "arn:aws:iam::000000000000:role/another" }),
  },
  [API]: {
    inputs: () => ({ body: BODY("orders"), minimumCompressionSize: "100" }),
    other: () => ({ body: BODY("others") }),
  },
  "aws:apigateway/restApiPolicy:RestApiPolicy": {
    inputs: (made) => ({ restApiId: made(API).id, policy: open("execute-api:Invoke", "*") }),
    other: () => ({ policy: open("execute-api:*", "*") }),
  },
  "aws:apigateway/deployment:Deployment": {
    inputs: (made) => ({ restApi: made(API).id, triggers: { hash: "1" } }),
    other: () => ({ description: "d" }),
  },
  [STAGE]: {
    inputs: (made) => ({
      restApi: made(API).id,
      deployment: made("aws:apigateway/deployment:Deployment").id,
      stageName: "v1",
      variables: { colour: "red" },
      tags: { team: "orders" },
      accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:0:log-group:l", format: "$context.requestId" },
    }),
    other: () => ({ variables: { colour: "blue" } }),
  },
  "aws:apigateway/methodSettings:MethodSettings": {
    inputs: (made) => ({
      restApi: made(API).id,
      stageName: "v1",
      methodPath: "*/*",
      settings: { throttlingRateLimit: 10, throttlingBurstLimit: 5 },
    }),
    other: () => ({ settings: { throttlingRateLimit: 20, throttlingBurstLimit: 5 } }),
  },
  "aws:apigateway/apiKey:ApiKey": { inputs: () => ({ enabled: true }), other: () => ({ enabled: false }) },
  "aws:apigateway/usagePlan:UsagePlan": {
    inputs: (made) => ({
      apiStages: [{ apiId: made(API).id, stage: "v1" }],
      throttleSettings: { rateLimit: 5, burstLimit: 5 },
    }),
    other: () => ({ throttleSettings: { rateLimit: 6, burstLimit: 5 } }),
  },
  "aws:apigateway/usagePlanKey:UsagePlanKey": {
    inputs: (made) => ({
      keyId: made("aws:apigateway/apiKey:ApiKey").id,
      keyType: "API_KEY",
      usagePlanId: made("aws:apigateway/usagePlan:UsagePlan").id,
    }),
  },
  "aws:apigateway/vpcLink:VpcLink": {
    inputs: () => ({ targetArn: "arn:aws:elasticloadbalancing:eu-west-1:0:loadbalancer/net/a/b" }),
    other: () => ({ description: "d" }),
  },
  "aws:apigateway/domainName:DomainName": {
    inputs: () => ({ domainName: "api.example.com", endpointConfiguration: { types: "REGIONAL" } }),
    other: () => ({ tags: { team: "orders" } }),
  },
  "aws:apigateway/basePathMapping:BasePathMapping": {
    inputs: (made) => ({ domainName: "api.example.com", restApi: made(API).id, stageName: "v1", basePath: "orders" }),
    other: () => ({ stageName: "v2" }),
  },
  "aws:wafv2/ipSet:IpSet": {
    inputs: () => ({ scope: "REGIONAL", ipAddressVersion: "IPV4", addresses: ["10.0.0.1/32"] }),
    other: () => ({ addresses: ["10.0.0.2/32"] }),
  },
  "aws:wafv2/regexPatternSet:RegexPatternSet": {
    inputs: () => ({ scope: "REGIONAL", regularExpressions: [{ regexString: "a+" }] }),
    other: () => ({ regularExpressions: [{ regexString: "b+" }] }),
  },
  "aws:wafv2/ruleGroup:RuleGroup": {
    inputs: () => ({ scope: "REGIONAL", capacity: 9, visibilityConfig: VISIBILITY }),
    other: () => ({ description: "d" }),
  },
  "aws:wafv2/webAcl:WebAcl": {
    inputs: () => ({ scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig: VISIBILITY }),
    other: () => ({ defaultAction: { block: {} } }),
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    inputs: (made) => ({
      resourceArn: made(STAGE).properties.arn,
      webAclArn: made("aws:wafv2/webAcl:WebAcl").properties.arn,
    }),
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    inputs: () => ({ family: "aurora-postgresql17", parameters: [{ name: "log_statement", value: "all" }] }),
    other: () => ({ parameters: [{ name: "log_statement", value: "ddl" }] }),
  },
  "aws:rds/cluster:Cluster": {
    inputs: (made) => ({
      engine: "aurora-postgresql",
      engineMode: "provisioned",
      databaseName: "orders",
      masterUsername: "postgres",
      manageMasterUserPassword: true,
      skipFinalSnapshot: true,
      backupRetentionPeriod: 7,
      dbClusterParameterGroupName: made("aws:rds/clusterParameterGroup:ClusterParameterGroup").id,
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 1 },
    }),
    other: () => ({ backupRetentionPeriod: 9 }),
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    inputs: (made) => ({
      clusterIdentifier: made("aws:rds/cluster:Cluster").id,
      engine: "aurora-postgresql",
      instanceClass: "db.serverless",
    }),
    other: () => ({ promotionTier: 3 }),
  },
  "aws:amplify/app:App": {
    inputs: () => ({ customRules: [{ source: "/<*>", target: "/index.html", status: "404-200" }] }),
    other: () => ({ customRules: [{ source: "/a", target: "/b", status: "301" }] }),
  },
  "aws:amplify/branch:Branch": {
    inputs: (made) => ({ appId: made("aws:amplify/app:App").id, branchName: "main", stage: "PRODUCTION" }),
    other: () => ({ description: "another" }),
  },
  "aws:amplify/domainAssociation:DomainAssociation": {
    inputs: (made) => ({
      appId: made("aws:amplify/app:App").id,
      domainName: "example.com",
      subDomains: [{ prefix: "www", branchName: "main" }],
    }),
    other: () => ({ subDomains: [{ prefix: "", branchName: "main" }] }),
  },
  [SOCKETS]: {
    inputs: () => ({ protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action" }),
    other: () => ({ description: "another" }),
  },
  "aws:apigatewayv2/authorizer:Authorizer": {
    inputs: (made) => ({
      apiId: made(SOCKETS).id,
      authorizerType: "REQUEST",
      identitySources: ["route.request.querystring.ticket"],
    }),
    other: () => ({ identitySources: ["route.request.querystring.other"] }),
  },
  "aws:apigatewayv2/integration:Integration": {
    inputs: (made) => ({ apiId: made(SOCKETS).id, integrationType: "MOCK", requestTemplates: { a: "{}" } }),
    other: () => ({ description: "another" }),
  },
  "aws:apigatewayv2/integrationResponse:IntegrationResponse": {
    inputs: (made) => ({
      apiId: made(SOCKETS).id,
      integrationId: made("aws:apigatewayv2/integration:Integration").id,
      integrationResponseKey: "$default",
    }),
    other: () => ({ templateSelectionExpression: "a" }),
  },
  "aws:apigatewayv2/model:Model": {
    inputs: (made) => ({ apiId: made(SOCKETS).id, name: "Say", contentType: "application/json", schema: "{}" }),
    other: () => ({ description: "another" }),
  },
  "aws:apigatewayv2/route:Route": {
    inputs: (made) => ({
      apiId: made(SOCKETS).id,
      routeKey: "say",
      target: `integrations/${made("aws:apigatewayv2/integration:Integration").id}`,
    }),
    other: () => ({ routeKey: "tell" }),
  },
  "aws:apigatewayv2/routeResponse:RouteResponse": {
    inputs: (made) => ({
      apiId: made(SOCKETS).id,
      routeId: made("aws:apigatewayv2/route:Route").id,
      routeResponseKey: "$default",
    }),
    other: () => ({ modelSelectionExpression: "a" }),
  },
  "aws:apigatewayv2/deployment:Deployment": {
    inputs: (made) => ({ apiId: made(SOCKETS).id, triggers: { route: made("aws:apigatewayv2/route:Route").id } }),
    other: () => ({ description: "another" }),
  },
  "aws:apigatewayv2/stage:Stage": {
    inputs: (made) => ({
      apiId: made(SOCKETS).id,
      name: "live",
      deploymentId: made("aws:apigatewayv2/deployment:Deployment").id,
    }),
    other: () => ({ description: "another" }),
  },
  "aws:apigatewayv2/apiMapping:ApiMapping": {
    inputs: (made) => ({ apiId: made(SOCKETS).id, domainName: "live.example.com", stage: "live" }),
    other: () => ({ stage: "other" }),
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    inputs: () => ({ family: "postgres17", parameters: [{ name: "log_statement", value: "all" }] }),
    other: () => ({ parameters: [{ name: "log_statement", value: "ddl" }] }),
  },
  "aws:rds/instance:Instance": {
    inputs: (made) => ({
      engine: "postgres",
      engineVersion: "17",
      instanceClass: "db.t4g.medium",
      allocatedStorage: 20,
      dbName: "venues",
      username: "postgres",
      manageMasterUserPassword: true,
      skipFinalSnapshot: true,
      backupRetentionPeriod: 7,
      parameterGroupName: made("aws:rds/parameterGroup:ParameterGroup").id,
    }),
    other: () => ({ backupRetentionPeriod: 9 }),
  },
  "aws:rds/proxy:Proxy": {
    inputs: (made) => ({
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: "IAM_AUTH",
      roleArn: made("aws:iam/role:Role").properties.arn,
      vpcSubnetIds: ["subnet-1", "subnet-2"],
      requireTls: true,
    }),
    other: () => ({ idleClientTimeout: 60 }),
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    inputs: (made) => ({
      dbProxyName: made("aws:rds/proxy:Proxy").id,
      connectionPoolConfig: { connectionBorrowTimeout: 120, maxConnectionsPercent: 100, maxIdleConnectionsPercent: 50 },
    }),
    other: () => ({
      connectionPoolConfig: { connectionBorrowTimeout: 9, maxConnectionsPercent: 100, maxIdleConnectionsPercent: 50 },
    }),
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    inputs: (made) => ({
      dbProxyName: made("aws:rds/proxy:Proxy").id,
      targetGroupName: "default",
      dbInstanceIdentifier: made("aws:rds/instance:Instance").properties.identifier,
    }),
  },
  "aws:rds/proxyEndpoint:ProxyEndpoint": {
    inputs: (made) => ({
      dbProxyName: made("aws:rds/proxy:Proxy").id,
      dbProxyEndpointName: "more",
      vpcSubnetIds: ["subnet-1", "subnet-2"],
    }),
    other: () => ({ vpcSecurityGroupIds: ["sg-1"] }),
  },
  "aws:elasticache/user:User": {
    inputs: () => ({
      userId: "shows-reader",
      userName: "shows-reader",
      engine: "valkey",
      accessString: "on ~* +@read",
      authenticationMode: { type: "iam" },
    }),
    other: () => ({ accessString: "on ~shows/* +@read" }),
  },
  "aws:elasticache/userGroup:UserGroup": {
    inputs: () => ({ userGroupId: "shows", engine: "valkey" }),
  },
  "aws:elasticache/userGroupAssociation:UserGroupAssociation": {
    inputs: (made) => ({
      userGroupId: made("aws:elasticache/userGroup:UserGroup").id,
      userId: made("aws:elasticache/user:User").id,
    }),
  },
  "aws:elasticache/serverlessCache:ServerlessCache": {
    inputs: (made) => ({
      engine: "valkey",
      name: "shows",
      userGroupId: made("aws:elasticache/userGroup:UserGroup").id,
    }),
    other: () => ({ snapshotRetentionLimit: 3 }),
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    inputs: () => ({
      description: "shows",
      engine: "valkey",
      replicationGroupId: "shows-nodes",
      nodeType: "cache.t4g.micro",
      transitEncryptionEnabled: true,
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
    }),
    other: () => ({ snapshotRetentionLimit: 3 }),
  },
});

const redrive = (made: Made, maxReceiveCount: number): string => {
  const deadLetterTargetArn = String(made(QUEUE).properties.arn);
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
};
