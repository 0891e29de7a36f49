import type { Properties } from "../../../local/engine/resources/resource-type";

interface Case {
  /** The least that the type takes. */
  readonly inputs: Properties;
  /** A change that its provider makes in place; absent where every input is fixed. */
  readonly inPlace?: Properties;
}

const TRUST = '{"Version":"2012-10-17","Statement":[]}';
const SCALED = {
  serviceNamespace: "dynamodb",
  resourceId: "table/a",
  scalableDimension: "dynamodb:table:ReadCapacityUnits",
};
const TAGS = { tags: { team: "orders" } };
const RULE = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 443, toPort: 443 };
const VISIBILITY = { cloudwatchMetricsEnabled: false, metricName: "orders", sampledRequestsEnabled: false };
const BODY = JSON.stringify({
  openapi: "3.0.1",
  info: { title: "orders", version: "1" },
  paths: { "/a": { get: { "x-amazon-apigateway-integration": { type: "mock" }, responses: {} } } },
});

const INSTANCE: Properties = {
  engine: "postgres",
  instanceClass: "db.t4g.medium",
  allocatedStorage: 20,
  skipFinalSnapshot: true,
  username: "postgres",
};

const NO_KEY = {
  cookiesConfig: { cookieBehavior: "none" },
  headersConfig: { headerBehavior: "none" },
  queryStringsConfig: { queryStringBehavior: "none" },
};
const TO_ORIGIN = {
  targetOriginId: "main",
  viewerProtocolPolicy: "allow-all",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
};

/** By type token. */
export const CASES: Readonly<Record<string, Case>> = {
  "aws:acm/certificate:Certificate": { inputs: { domainName: "www.example.com" }, inPlace: TAGS },
  "aws:acm/certificateValidation:CertificateValidation": {
    inputs: { certificateArn: "arn:aws:acm:us-east-1:1:certificate/c" },
  },
  "aws:amplify/app:App": { inputs: {}, inPlace: { customHeaders: "customHeaders: []" } },
  "aws:amplify/backendEnvironment:BackendEnvironment": { inputs: { appId: "d1", environmentName: "prod" } },
  "aws:amplify/branch:Branch": { inputs: { appId: "d1", branchName: "main" }, inPlace: { description: "d" } },
  "aws:amplify/domainAssociation:DomainAssociation": {
    inputs: { appId: "d1", domainName: "example.com", subDomains: [{ prefix: "www", branchName: "main" }] },
    inPlace: { subDomains: [{ prefix: "", branchName: "main" }] },
  },
  "aws:amplify/webhook:Webhook": { inputs: { appId: "d1", branchName: "main" }, inPlace: { description: "d" } },
  "aws:apigateway/account:Account": { inputs: {}, inPlace: { cloudwatchRoleArn: "arn:aws:iam::1:role/logs" } },
  "aws:apigateway/apiKey:ApiKey": { inputs: {}, inPlace: { name: "renamed" } },
  "aws:apigateway/basePathMapping:BasePathMapping": {
    inputs: { domainName: "api.example.com", restApi: "a" },
    inPlace: { stageName: "v1" },
  },
  "aws:apigateway/deployment:Deployment": { inputs: { restApi: "a" }, inPlace: { description: "d" } },
  "aws:apigateway/domainName:DomainName": { inputs: { domainName: "api.example.com" }, inPlace: TAGS },
  "aws:apigateway/methodSettings:MethodSettings": {
    inputs: { restApi: "a", stageName: "v1", methodPath: "*/*", settings: { metricsEnabled: true } },
    inPlace: { settings: { metricsEnabled: false } },
  },
  "aws:apigateway/restApi:RestApi": { inputs: { body: BODY }, inPlace: { name: "renamed" } },
  "aws:apigateway/restApiPolicy:RestApiPolicy": {
    inputs: { restApiId: "a", policy: TRUST },
    inPlace: { policy: "{}" },
  },
  "aws:apigateway/stage:Stage": {
    inputs: { restApi: "a", deployment: "d", stageName: "v1" },
    inPlace: { deployment: "e" },
  },
  "aws:apigateway/usagePlan:UsagePlan": { inputs: {}, inPlace: { name: "renamed" } },
  "aws:apigateway/usagePlanKey:UsagePlanKey": { inputs: { keyId: "k", keyType: "API_KEY", usagePlanId: "p" } },
  "aws:apigateway/vpcLink:VpcLink": { inputs: { targetArn: "arn:aws:lb" }, inPlace: { name: "renamed" } },
  "aws:apigatewayv2/api:Api": { inputs: { protocolType: "WEBSOCKET" }, inPlace: { description: "d" } },
  "aws:apigatewayv2/apiMapping:ApiMapping": {
    inputs: { apiId: "a", domainName: "live.example.com", stage: "v1" },
    inPlace: { stage: "v2" },
  },
  "aws:apigatewayv2/authorizer:Authorizer": {
    inputs: { apiId: "a", authorizerType: "REQUEST" },
    inPlace: { identitySources: ["route.request.querystring.ticket"] },
  },
  "aws:apigatewayv2/deployment:Deployment": { inputs: { apiId: "a" }, inPlace: { description: "d" } },
  "aws:apigatewayv2/domainName:DomainName": {
    inputs: {
      domainName: "live.example.com",
      domainNameConfiguration: { certificateArn: "arn:aws:acm:c", endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
    },
    inPlace: TAGS,
  },
  "aws:apigatewayv2/integration:Integration": {
    inputs: { apiId: "a", integrationType: "MOCK" },
    inPlace: { description: "d" },
  },
  "aws:apigatewayv2/integrationResponse:IntegrationResponse": {
    inputs: { apiId: "a", integrationId: "i", integrationResponseKey: "$default" },
    inPlace: { templateSelectionExpression: "a" },
  },
  "aws:apigatewayv2/model:Model": {
    inputs: { apiId: "a", name: "Say", contentType: "application/json", schema: "{}" },
    inPlace: { description: "d" },
  },
  "aws:apigatewayv2/route:Route": { inputs: { apiId: "a", routeKey: "say" }, inPlace: { routeKey: "tell" } },
  "aws:apigatewayv2/routeResponse:RouteResponse": {
    inputs: { apiId: "a", routeId: "r", routeResponseKey: "$default" },
    inPlace: { modelSelectionExpression: "a" },
  },
  "aws:apigatewayv2/stage:Stage": { inputs: { apiId: "a", name: "live" }, inPlace: { autoDeploy: true } },
  "aws:cloudfront/cachePolicy:CachePolicy": {
    inputs: { parametersInCacheKeyAndForwardedToOrigin: NO_KEY },
    inPlace: { minTtl: 9 },
  },
  "aws:cloudfront/distribution:Distribution": {
    inputs: {
      enabled: true,
      origins: [{ originId: "main", domainName: "origin.example.com" }],
      defaultCacheBehavior: TO_ORIGIN,
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    },
    inPlace: { comment: "c" },
  },
  "aws:cloudfront/function:Function": {
    inputs: { runtime: "cloudfront-js-2.0", code: "function handler(event) { return event.request; }" },
    inPlace: { comment: "c" },
  },
  "aws:cloudfront/keyGroup:KeyGroup": { inputs: { items: ["K1"] }, inPlace: { comment: "c" } },
  "aws:cloudfront/keyValueStore:KeyValueStore": { inputs: {}, inPlace: { comment: "c" } },
  "aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey": {
    inputs: { key: "k", keyValueStoreArn: "arn:aws:cloudfront::1:key-value-store/s", value: "v" },
    inPlace: { value: "w" },
  },
  "aws:cloudfront/originAccessControl:OriginAccessControl": {
    inputs: { originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" },
    inPlace: { description: "d" },
  },
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": { inputs: {}, inPlace: { comment: "c" } },
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": { inputs: NO_KEY, inPlace: { comment: "c" } },
  "aws:cloudfront/publicKey:PublicKey": { inputs: { encodedKey: "k" }, inPlace: { comment: "c" } },
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": {
    inputs: { serverTimingHeadersConfig: { enabled: true, samplingRate: 1 } },
    inPlace: { comment: "c" },
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    inputs: { dashboardName: "orders", dashboardBody: "{}" },
    inPlace: { dashboardBody: '{"widgets":[]}' },
  },
  "aws:cloudwatch/eventBus:EventBus": { inputs: {}, inPlace: TAGS },
  "aws:cloudwatch/eventArchive:EventArchive": {
    inputs: { eventSourceArn: "arn:aws:events:eu-west-1:000000000000:event-bus/default" },
    inPlace: { retentionDays: 3 },
  },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": { inputs: { policy: TRUST }, inPlace: { policy: "{}" } },
  "aws:cloudwatch/eventPermission:EventPermission": {
    inputs: { principal: "000000000000", statementId: "s" },
    inPlace: { principal: "*" },
  },
  "aws:cloudwatch/eventRule:EventRule": {
    inputs: { eventPattern: '{"source":["x"]}' },
    inPlace: { description: "d" },
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    inputs: { rule: "r", arn: "arn:aws:sqs:eu-west-1:000000000000:q" },
    inPlace: { inputPath: "$.detail" },
  },
  "aws:scheduler/schedule:Schedule": {
    inputs: {
      flexibleTimeWindow: { mode: "OFF" },
      scheduleExpression: "rate(1 hour)",
      target: { arn: "arn:aws:sqs:eu-west-1:000000000000:q", roleArn: "arn:aws:iam::000000000000:role/r" },
    },
    inPlace: { description: "d" },
  },
  "aws:scheduler/scheduleGroup:ScheduleGroup": { inputs: {}, inPlace: TAGS },
  "aws:cloudwatch/logDelivery:LogDelivery": {
    inputs: {
      deliverySourceName: "site",
      deliveryDestinationArn: "arn:aws:logs:us-east-1:1:delivery-destination:site",
    },
    inPlace: TAGS,
  },
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": {
    inputs: { deliveryDestinationConfiguration: { destinationResourceArn: "arn:aws:logs:us-east-1:1:log-group:site" } },
    inPlace: { outputFormat: "json" },
  },
  "aws:cloudwatch/logDeliverySource:LogDeliverySource": {
    inputs: { logType: "ACCESS_LOGS", resourceArn: "arn:aws:cloudfront::1:distribution/E1" },
    inPlace: TAGS,
  },
  "aws:cloudwatch/logGroup:LogGroup": { inputs: {}, inPlace: { retentionInDays: 7 } },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    inputs: { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, period: 60 },
    inPlace: { period: 120 },
  },
  "aws:cognito/userPool:UserPool": { inputs: {}, inPlace: TAGS },
  "aws:cognito/identityPool:IdentityPool": {
    inputs: { identityPoolName: "people" },
    inPlace: { allowUnauthenticatedIdentities: true },
  },
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": {
    inputs: { identityPoolId: "eu-west-1:p", roles: { authenticated: "arn:aws:iam::000000000000:role/a" } },
    inPlace: { roles: { authenticated: "arn:aws:iam::000000000000:role/b" } },
  },
  "aws:cognito/userPoolDomain:UserPoolDomain": {
    inputs: { domain: "people", userPoolId: "p" },
    inPlace: { managedLoginVersion: 2 },
  },
  "aws:cognito/resourceServer:ResourceServer": {
    inputs: { identifier: "shop", userPoolId: "p" },
    inPlace: { scopes: [{ scopeName: "book", scopeDescription: "to book" }] },
  },
  "aws:cognito/identityProvider:IdentityProvider": {
    inputs: { providerName: "Google", providerType: "Google", providerDetails: { client_id: "a" }, userPoolId: "p" },
    inPlace: { attributeMapping: { email: "email" } },
  },
  "aws:cognito/managedLoginBranding:ManagedLoginBranding": {
    inputs: { clientId: "c", userPoolId: "p", useCognitoProvidedValues: true },
    inPlace: { useCognitoProvidedValues: false, settings: "{}" },
  },
  "aws:route53/record:Record": {
    inputs: { zoneId: "Z1", name: "auth.example.com", type: "A" },
    inPlace: { ttl: 60 },
  },
  "aws:cognito/userGroup:UserGroup": { inputs: { userPoolId: "p" }, inPlace: { precedence: 2 } },
  "aws:cognito/userPoolClient:UserPoolClient": { inputs: { userPoolId: "p" }, inPlace: { name: "renamed" } },
  "aws:appautoscaling/target:Target": {
    inputs: { ...SCALED, minCapacity: 1, maxCapacity: 10 },
    inPlace: { maxCapacity: 20 },
  },
  "aws:appautoscaling/policy:Policy": {
    inputs: { ...SCALED, policyType: "TargetTrackingScaling" },
    inPlace: { policyType: "StepScaling" },
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    inputs: { ...SCALED, schedule: "cron(0 8 * * ? *)", scalableTargetAction: { minCapacity: 1, maxCapacity: 1 } },
    inPlace: { schedule: "cron(0 9 * * ? *)" },
  },
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": {
    inputs: { functionName: "f", qualifier: "live", provisionedConcurrentExecutions: 1 },
    inPlace: { provisionedConcurrentExecutions: 2 },
  },
  "aws:dynamodb/table:Table": { inputs: { hashKey: "id", attributes: [{ name: "id", type: "S" }] }, inPlace: TAGS },
  "aws:dynamodb/tableItem:TableItem": {
    inputs: { tableName: "orders", hashKey: "id", item: '{"id":{"S":"1"}}' },
    inPlace: { item: '{"id":{"S":"2"}}' },
  },
  "aws:ec2/eip:Eip": { inputs: {}, inPlace: TAGS },
  "aws:ec2/internetGateway:InternetGateway": { inputs: { vpcId: "vpc-1" }, inPlace: { vpcId: "vpc-2" } },
  "aws:ec2/natGateway:NatGateway": { inputs: { subnetId: "subnet-1" }, inPlace: TAGS },
  "aws:ec2/networkInterface:NetworkInterface": { inputs: { subnetId: "subnet-1" }, inPlace: TAGS },
  "aws:ec2/route:Route": {
    inputs: { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
    inPlace: { gatewayId: "igw-2" },
  },
  "aws:ec2/routeTable:RouteTable": { inputs: { vpcId: "vpc-1" }, inPlace: TAGS },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    inputs: { routeTableId: "rtb-1", subnetId: "subnet-1" },
    inPlace: { routeTableId: "rtb-2" },
  },
  "aws:ec2/securityGroup:SecurityGroup": { inputs: { vpcId: "vpc-1" }, inPlace: TAGS },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    inputs: { type: "ingress", protocol: "tcp", fromPort: 1, toPort: 2, securityGroupId: "sg-1" },
    inPlace: { description: "d" },
  },
  "aws:ec2/subnet:Subnet": { inputs: { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" }, inPlace: TAGS },
  "aws:ec2/vpc:Vpc": { inputs: { cidrBlock: "10.0.0.0/16" }, inPlace: { enableDnsHostnames: true } },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    inputs: { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-west-1.sqs" },
    inPlace: { securityGroupIds: ["sg-1"] },
  },
  "aws:elasticache/cluster:Cluster": { inputs: {}, inPlace: { numCacheNodes: 2 } },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    inputs: { description: "shows" },
    inPlace: { snapshotRetentionLimit: 2 },
  },
  "aws:elasticache/serverlessCache:ServerlessCache": {
    inputs: { engine: "valkey", name: "shows" },
    inPlace: { snapshotRetentionLimit: 2 },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": { inputs: { subnetIds: ["subnet-1"] }, inPlace: TAGS },
  "aws:elasticache/user:User": {
    inputs: {
      userId: "shows",
      userName: "shows",
      engine: "valkey",
      accessString: "on ~* +@read",
      authenticationMode: { type: "iam" },
    },
    inPlace: { accessString: "on ~* +@all" },
  },
  "aws:elasticache/userGroup:UserGroup": { inputs: { userGroupId: "shows", engine: "valkey" }, inPlace: TAGS },
  "aws:elasticache/userGroupAssociation:UserGroupAssociation": {
    inputs: { userGroupId: "shows", userId: "reader" },
  },
  "aws:elasticsearch/domain:Domain": { inputs: {}, inPlace: TAGS },
  "aws:iam/policy:Policy": { inputs: { policy: TRUST }, inPlace: TAGS },
  "aws:iam/role:Role": { inputs: { assumeRolePolicy: TRUST }, inPlace: { maxSessionDuration: 7_200 } },
  "aws:iam/rolePolicy:RolePolicy": {
    inputs: { role: "r", policy: TRUST },
    inPlace: { policy: '{"Version":"2012-10-17","Id":"b","Statement":[]}' },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { inputs: { role: "r", policyArn: "arn:p" } },
  "aws:kinesis/stream:Stream": { inputs: {}, inPlace: TAGS },
  "aws:kms/alias:Alias": { inputs: { targetKeyId: "k" }, inPlace: { targetKeyId: "l" } },
  "aws:kms/grant:Grant": { inputs: { keyId: "k", granteePrincipal: "arn:aws:iam::0:role/r", operations: ["Decrypt"] } },
  "aws:kms/key:Key": { inputs: {}, inPlace: { enableKeyRotation: true } },
  "aws:lambda/alias:Alias": { inputs: { functionName: "f", functionVersion: "1" }, inPlace: { functionVersion: "2" } },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    inputs: { functionName: "f", eventSourceArn: "arn:aws:sqs:eu-west-1:0:q" },
    inPlace: { batchSize: 5 },
  },
  "aws:lambda/function:Function": {
    inputs: {
      role: "arn:role",
      handler: "index.handler",
      runtime: "nodejs22.x",
      code: {
        "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
        hash: "1",
        assets: {},
      },
    },
    inPlace: { timeout: 9 },
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    inputs: { functionName: "f", qualifier: "live" },
    inPlace: { maximumRetryAttempts: 1 },
  },
  "aws:lambda/invocation:Invocation": { inputs: { functionName: "f", input: "{}" } },
  "aws:lambda/permission:Permission": {
    inputs: { action: "lambda:InvokeFunction", function: "f", principal: "sns.amazonaws.com" },
  },
  "aws:rds/cluster:Cluster": {
    inputs: { engine: "aurora-postgresql", skipFinalSnapshot: true, manageMasterUserPassword: true },
    inPlace: { backupRetentionPeriod: 7 },
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    inputs: { clusterIdentifier: "c", engine: "aurora-postgresql", instanceClass: "db.serverless" },
    inPlace: { promotionTier: 3 },
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": { inputs: { family: "aurora-postgresql16" }, inPlace: TAGS },
  "aws:rds/instance:Instance": {
    inputs: { ...INSTANCE, password: "eight-or-more" },
    inPlace: { backupRetentionPeriod: 7 },
  },
  "aws:rds/proxy:Proxy": {
    inputs: { engineFamily: "POSTGRESQL", defaultAuthScheme: "IAM_AUTH", roleArn: "arn:r", vpcSubnetIds: ["a", "b"] },
    inPlace: { idleClientTimeout: 60 },
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    inputs: { dbProxyName: "p" },
    inPlace: { connectionPoolConfig: { maxConnectionsPercent: 50 } },
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    inputs: { dbProxyName: "p", targetGroupName: "default", dbClusterIdentifier: "c" },
  },
  "aws:rds/proxyEndpoint:ProxyEndpoint": {
    inputs: { dbProxyName: "p", dbProxyEndpointName: "e", vpcSubnetIds: ["a", "b"] },
    inPlace: { vpcSecurityGroupIds: ["sg"] },
  },
  "aws:rds/parameterGroup:ParameterGroup": { inputs: { family: "aurora-postgresql16" }, inPlace: TAGS },
  "aws:rds/subnetGroup:SubnetGroup": { inputs: { subnetIds: ["a", "b"] }, inPlace: { description: "d" } },
  "aws:route53/zone:Zone": { inputs: { name: "example.com" }, inPlace: { comment: "c" } },
  "aws:s3/bucket:Bucket": { inputs: {}, inPlace: { forceDestroy: true } },
  "aws:s3/bucketObjectv2:BucketObjectv2": { inputs: { bucket: "b", key: "k" }, inPlace: { content: "c" } },
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": {
    inputs: { bucket: "b", corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }] },
    inPlace: { corsRules: [{ allowedMethods: ["PUT"], allowedOrigins: ["*"] }] },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    inputs: { bucket: "b" },
    inPlace: { rules: [{ id: "old", status: "Enabled", filter: { prefix: "" }, expiration: { days: 1 } }] },
  },
  "aws:s3/bucketLogging:BucketLogging": {
    inputs: { bucket: "b", targetBucket: "logs", targetPrefix: "" },
    inPlace: { targetPrefix: "b/" },
  },
  "aws:s3/bucketNotification:BucketNotification": { inputs: { bucket: "b" }, inPlace: { eventbridge: true } },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    inputs: { bucket: "b", rule: { objectOwnership: "BucketOwnerEnforced" } },
    inPlace: { rule: { objectOwnership: "ObjectWriter" } },
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    inputs: { bucket: "b" },
    inPlace: { blockPublicPolicy: true },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    inputs: { bucket: "b", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    inPlace: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    inputs: { bucket: "b", versioningConfiguration: { status: "Enabled" } },
    inPlace: { versioningConfiguration: { status: "Suspended" } },
  },
  "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": {
    inputs: { bucket: "b" },
    inPlace: { indexDocument: { suffix: "index.html" } },
  },
  "aws:s3/bucketPolicy:BucketPolicy": { inputs: { bucket: "b", policy: TRUST }, inPlace: { policy: "{}" } },
  "aws:secretsmanager/secret:Secret": { inputs: { recoveryWindowInDays: 0 }, inPlace: { description: "d" } },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    inputs: { secretArn: "arn:s", policy: TRUST },
    inPlace: { policy: "{}" },
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    inputs: { secretId: "arn:s", rotationLambdaArn: "arn:f", rotationRules: { automaticallyAfterDays: 30 } },
    inPlace: { rotationRules: { automaticallyAfterDays: 7 } },
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    inputs: { secretId: "arn:s", secretString: "s" },
    inPlace: { versionStages: ["AWSCURRENT", "blue"] },
  },
  "aws:sfn/activity:Activity": {
    inputs: {},
    inPlace: { tags: { a: "b" } },
  },
  "aws:sfn/alias:Alias": {
    inputs: {
      routingConfigurations: [{ stateMachineVersionArn: "arn:aws:states:eu-west-1:0:stateMachine:m:1", weight: 100 }],
    },
    inPlace: { description: "d" },
  },
  "aws:sfn/stateMachine:StateMachine": {
    inputs: { roleArn: "arn:r", definition: '{"StartAt":"a","States":{"a":{"Type":"Succeed"}}}' },
    inPlace: { roleArn: "arn:other" },
  },
  "aws:sns/topic:Topic": { inputs: {}, inPlace: { displayName: "d" } },
  "aws:sns/topicPolicy:TopicPolicy": { inputs: { arn: "arn:t", policy: TRUST }, inPlace: { policy: "{}" } },
  "aws:sns/topicSubscription:TopicSubscription": {
    inputs: { topic: "arn:t", protocol: "sqs", endpoint: "arn:aws:sqs:eu-west-1:000000000000:q" },
    inPlace: { rawMessageDelivery: true },
  },
  "aws:sqs/queue:Queue": { inputs: {}, inPlace: { delaySeconds: 3 } },
  "aws:sqs/queuePolicy:QueuePolicy": { inputs: { queueUrl: "https://q", policy: TRUST }, inPlace: { policy: "{}" } },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
    inputs: { queueUrl: "https://q", redriveAllowPolicy: "{}" },
    inPlace: { redriveAllowPolicy: '{"redrivePermission":"denyAll"}' },
  },
  "aws:sqs/redrivePolicy:RedrivePolicy": {
    inputs: { queueUrl: "https://q", redrivePolicy: "{}" },
    inPlace: { redrivePolicy: '{"maxReceiveCount":3}' },
  },
  "aws:ssm/parameter:Parameter": { inputs: { type: "String", value: "v" }, inPlace: { value: "w" } },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { inputs: RULE, inPlace: { toPort: 444 } },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { inputs: RULE, inPlace: { toPort: 444 } },
  "aws:wafv2/ipSet:IpSet": {
    inputs: { scope: "REGIONAL", ipAddressVersion: "IPV4" },
    inPlace: { addresses: ["10.0.0.1/32"] },
  },
  "aws:wafv2/regexPatternSet:RegexPatternSet": { inputs: { scope: "REGIONAL" }, inPlace: { description: "d" } },
  "aws:wafv2/ruleGroup:RuleGroup": {
    inputs: { scope: "REGIONAL", capacity: 9, visibilityConfig: VISIBILITY },
    inPlace: { description: "d" },
  },
  "aws:wafv2/webAcl:WebAcl": {
    inputs: { scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig: VISIBILITY },
    inPlace: { description: "d" },
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    inputs: { resourceArn: "arn:aws:apigateway:eu-west-1::/restapis/a/stages/v1", webAclArn: "arn:w" },
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    inputs: { resourceArn: "arn:w", logDestinationConfigs: ["arn:l"] },
    inPlace: { redactedFields: [{ queryString: {} }] },
  },
};

/** A policy of so many characters. */
const long = (characters: number): string => {
  const policy = (Id: string) => JSON.stringify({ Version: "2012-10-17", Id, Statement: [] });
  return policy("a".repeat(characters - policy("").length));
};

const inline = (...characters: readonly number[]) =>
  characters.map((count, index) => ({ name: `p${index}`, policy: long(count) }));

/** Type, input, a value that AWS takes, the nearest that it refuses, and the rule in its refusal. */
export const LIMITS: readonly (readonly [string, string, unknown, unknown, string])[] = [
  ["aws:acm/certificate:Certificate", "domainName", "*.example.com", "a.*.example.com", "a domain name"],
  ["aws:acm/certificate:Certificate", "validationMethod", "DNS", "dns", "one of DNS, EMAIL, NONE"],
  ["aws:cloudfront/distribution:Distribution", "httpVersion", "http2and3", "http4", "one of http1.1, http2"],
  ["aws:cloudfront/distribution:Distribution", "priceClass", "PriceClass_100", "100", "one of PriceClass_All"],
  [
    "aws:cloudfront/distribution:Distribution",
    "defaultRootObject",
    "index.html",
    "/index.html",
    "without a leading slash",
  ],
  ["aws:cloudfront/function:Function", "runtime", "cloudfront-js-1.0", "nodejs22.x", "one of cloudfront-js-1.0"],
  ["aws:cloudfront/function:Function", "code", "x".repeat(10_240), "x".repeat(10_241), "larger than 10240 bytes"],
  ["aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey", "key", "k".repeat(512), "k".repeat(513), "1 to 512 characters"],
  [
    "aws:cloudfront/originAccessControl:OriginAccessControl",
    "originAccessControlOriginType",
    "lambda",
    "ec2",
    "one of s3",
  ],
  ["aws:cloudfront/originAccessControl:OriginAccessControl", "signingBehavior", "never", "often", "one of always"],
  ["aws:cloudfront/originAccessControl:OriginAccessControl", "signingProtocol", "sigv4", "sigv2", "one of sigv4"],
  ["aws:route53/zone:Zone", "name", "example.com.", "example..com", "a domain name"],
  ["aws:cognito/identityPool:IdentityPool", "identityPoolName", "a + b", "a/b", "1 to 128 letters, digits, spaces"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "period", 30, 45, "10, 20, 30 or a multiple of 60 seconds (it is 45)"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "evaluationPeriods", 1_440, 1_441, "from 1 to 1440"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "evaluationPeriods", 1, 0, "from 1 to 1440"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "datapointsToAlarm", 1_440, 1_441, "from 1 to 1440"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "datapointsToAlarm", 1, 0, "from 1 to 1440"],
  [
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "comparisonOperator",
    "LessThanThreshold",
    "LessThan",
    "one of GreaterThan",
  ],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "statistic", "Sum", "p99", "one of SampleCount, Average"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "treatMissingData", "ignore", "ignored", "one of missing, ignore"],
  ["aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination", "outputFormat", "w3c", "csv", "one of json, plain"],
  ["aws:cloudwatch/logGroup:LogGroup", "retentionInDays", 3653, 10, "one of 0, 1, 3, 5, 7"],
  ["aws:ec2/vpc:Vpc", "cidrBlock", "10.0.0.0/28", "10.0.0.0/8", "a range from /16 to /28"],
  ["aws:ec2/subnet:Subnet", "cidrBlock", "10.0.1.0/24", "10.0.1.1/24", "begin on the boundary of its size"],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "serviceName", "com.amazonaws.eu-west-1.s3", "s3", "com.amazonaws.<region>"],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "vpcEndpointType", "Gateway", "gateway", "one of Gateway, Interface"],
  ["aws:lambda/function:Function", "memorySize", 10_240, 10_241, "from 128 to 10240"],
  ["aws:lambda/function:Function", "memorySize", 128, 127, "from 128 to 10240"],
  ["aws:lambda/function:Function", "timeout", 900, 901, "from 1 to 900"],
  ["aws:lambda/function:Function", "timeout", 1, 0, "from 1 to 900"],
  ["aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "maximumRetryAttempts", 2, 3, "from 0 to 2"],
  ["aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "maximumEventAgeInSeconds", 60, 59, "from 60 to"],
  ["aws:appautoscaling/target:Target", "minCapacity", 0, -1, "from 0 to 1000000"],
  ["aws:appautoscaling/target:Target", "maxCapacity", 1_000_000, 1_000_001, "from 0 to 1000000"],
  [
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    "provisionedConcurrentExecutions",
    1,
    0,
    "from 1 to 100000",
  ],
  ["aws:appautoscaling/policy:Policy", "policyType", "StepScaling", "Simple", "one of StepScaling"],
  ["aws:dynamodb/table:Table", "billingMode", "PAY_PER_REQUEST", "ON_DEMAND", "one of PROVISIONED, PAY_PER_REQUEST"],
  ["aws:iam/policy:Policy", "policy", long(6_144), long(6_145), "longer than 6144 characters"],
  ["aws:iam/policy:Policy", "path", "/team/", "team", "begin and end with a slash"],
  ["aws:iam/role:Role", "assumeRolePolicy", long(4_096), long(4_097), "longer than 4096 characters"],
  ["aws:iam/role:Role", "inlinePolicies", inline(5_120, 5_120), inline(5_120, 5_121), "longer than 10240 characters"],
  ["aws:iam/role:Role", "maxSessionDuration", 43_200, 43_201, "from 3600 to 43200"],
  ["aws:iam/role:Role", "maxSessionDuration", 3_600, 3_599, "from 3600 to 43200"],
  ["aws:iam/role:Role", "path", "/team/", "/../../", "no folder of dots"],
  ["aws:iam/rolePolicy:RolePolicy", "policy", long(10_240), long(10_241), "longer than 10240 characters"],
  ["aws:kms/key:Key", "deletionWindowInDays", 7, 6, "from 7 to 30"],
  ["aws:kms/key:Key", "deletionWindowInDays", 30, 31, "from 7 to 30"],
  ["aws:kms/key:Key", "rotationPeriodInDays", 90, 89, "from 90 to 2560"],
  ["aws:kms/key:Key", "rotationPeriodInDays", 2_560, 2_561, "from 90 to 2560"],
  ["aws:rds/cluster:Cluster", "backupRetentionPeriod", 1, 0, "from 1 to 35"],
  ["aws:rds/cluster:Cluster", "backupRetentionPeriod", 35, 36, "from 1 to 35"],
  ["aws:rds/cluster:Cluster", "port", 1_150, 1_149, "from 1150 to 65535"],
  ["aws:rds/cluster:Cluster", "port", 65_535, 65_536, "from 1150 to 65535"],
  // The cluster of the case has a password that RDS manages, and takes none.
  ["aws:rds/cluster:Cluster", "masterPassword", undefined, "p".repeat(7), "8 to 99"],
  ["aws:rds/cluster:Cluster", "masterPasswordWo", "p".repeat(8), "p".repeat(7), "8 to 99"],
  ["aws:rds/cluster:Cluster", "masterPasswordWo", "p".repeat(99), "p".repeat(100), "8 to 99"],
  ["aws:rds/cluster:Cluster", "engineVersion", "11", "10", "from 11 to 18"],
  ["aws:cloudwatch/eventArchive:EventArchive", "retentionDays", 0, -1, "from 0 to 36500"],
  [
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    "policy",
    long(10_240),
    long(10_241),
    "longer than 10240 characters",
  ],
  ["aws:cloudwatch/eventRule:EventRule", "state", "DISABLED", "OFF", "one of DISABLED, ENABLED"],
  ["aws:scheduler/schedule:Schedule", "state", "DISABLED", "OFF", "one of ENABLED, DISABLED"],
  ["aws:scheduler/schedule:Schedule", "actionAfterCompletion", "DELETE", "STOP", "one of NONE, DELETE"],
  ["aws:rds/cluster:Cluster", "engineVersion", "18.1", "19", "from 11 to 18"],
  ["aws:rds/cluster:Cluster", "masterUsername", "orders_admin", 'a"; drop', "letters, digits and underscores"],
  ["aws:rds/cluster:Cluster", "masterUsername", "root1", "rdsadmin", "not reserved"],
  ["aws:rds/cluster:Cluster", "databaseName", "orders", 'or"ders', "letters, digits and underscores"],
  ["aws:rds/cluster:Cluster", "finalSnapshotIdentifier", "last-one", "../../precious", "single hyphens"],
  ["aws:rds/subnetGroup:SubnetGroup", "subnetIds", ["a", "b"], ["a"], "at least 2 subnets"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", "engine", "valkey", "memcached", "one of redis, valkey"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", "port", 1024, 1023, "from 1024 to 65535"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", "snapshotRetentionLimit", 35, 36, "from 0 to 35"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", "replicasPerNodeGroup", 5, 6, "from 0 to 5"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", "numNodeGroups", 500, 501, "from 1 to 500"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", "numCacheClusters", 6, 7, "from 1 to 6"],
  ["aws:elasticache/serverlessCache:ServerlessCache", "engine", "redis", "keydb", "one of memcached, redis, valkey"],
  ["aws:elasticache/serverlessCache:ServerlessCache", "snapshotRetentionLimit", 35, 36, "from 0 to 35"],
  ["aws:elasticache/serverlessCache:ServerlessCache", "dailySnapshotTime", "23:59", "24:00", "a time of day in UTC"],
  ["aws:elasticache/user:User", "engine", "redis", "memcached", "one of redis, valkey"],
  ["aws:elasticache/user:User", "userId", "shows", "Shows", "up to 40 lower-case letters"],
  ["aws:elasticache/userGroup:UserGroup", "engine", "redis", "memcached", "one of redis, valkey"],
  ["aws:elasticache/userGroup:UserGroup", "userGroupId", "g".repeat(40), "g".repeat(41), "up to 40 lower-case letters"],
  ["aws:rds/proxy:Proxy", "engineFamily", "POSTGRESQL", "postgres", "one of MYSQL, POSTGRESQL, SQLSERVER"],
  ["aws:rds/proxy:Proxy", "defaultAuthScheme", "IAM_AUTH", "IAM", "one of NONE, IAM_AUTH"],
  ["aws:rds/proxy:Proxy", "idleClientTimeout", 1, 0, "from 1 to 28800"],
  ["aws:rds/proxy:Proxy", "idleClientTimeout", 28_800, 28_801, "from 1 to 28800"],
  ["aws:rds/proxy:Proxy", "vpcSubnetIds", ["a", "b"], ["a"], "at least 2 subnets"],
  ["aws:rds/proxyEndpoint:ProxyEndpoint", "targetRole", "READ_ONLY", "READER", "one of READ_WRITE, READ_ONLY"],
  ["aws:rds/proxyEndpoint:ProxyEndpoint", "vpcSubnetIds", ["a", "b"], ["a"], "at least 2 subnets"],
  ["aws:rds/proxyEndpoint:ProxyEndpoint", "dbProxyEndpointName", "e".repeat(63), "e".repeat(64), "up to 63"],
  ["aws:rds/instance:Instance", "backupRetentionPeriod", 0, -1, "from 0 to 35"],
  ["aws:rds/instance:Instance", "backupRetentionPeriod", 35, 36, "from 0 to 35"],
  ["aws:rds/instance:Instance", "allocatedStorage", 5, 4, "from 5 to 65536"],
  ["aws:rds/instance:Instance", "allocatedStorage", 65_536, 65_537, "from 5 to 65536"],
  ["aws:rds/instance:Instance", "maxAllocatedStorage", 65_536, 65_537, "from 0 to 65536"],
  ["aws:rds/instance:Instance", "engineVersion", "17.4", "10", "from 11 to 18"],
  ["aws:rds/instance:Instance", "instanceClass", "db.m7g.large", "db.serverless", "an instance class"],
  ["aws:rds/instance:Instance", "storageType", "gp3", "gp4", "one of standard, gp2, gp3"],
  ["aws:rds/instance:Instance", "monitoringInterval", 60, 20, "one of 0, 1, 5, 10, 15, 30, 60"],
  ["aws:rds/instance:Instance", "port", 1_150, 1_149, "from 1150 to 65535"],
  ["aws:rds/instance:Instance", "port", 65_535, 65_536, "from 1150 to 65535"],
  ["aws:rds/instance:Instance", "password", "p".repeat(8), "p".repeat(7), "8 to 128"],
  ["aws:rds/instance:Instance", "passwordWo", "p".repeat(128), "p".repeat(129), "8 to 128"],
  ["aws:rds/instance:Instance", "username", "orders_admin", "rdsadmin", "not reserved"],
  ["aws:rds/instance:Instance", "dbName", "_orders", "0rders", "not beginning with a digit"],
  ["aws:rds/instance:Instance", "finalSnapshotIdentifier", "last-one", "../../precious", "single hyphens"],
  ["aws:rds/clusterInstance:ClusterInstance", "promotionTier", 0, -1, "from 0 to 15"],
  ["aws:rds/clusterInstance:ClusterInstance", "promotionTier", 15, 16, "from 0 to 15"],
  ["aws:rds/clusterInstance:ClusterInstance", "instanceClass", "db.serverless", "serverless", "an instance class"],
  ["aws:s3/bucketObjectv2:BucketObjectv2", "key", "k", "", "not empty"],
  ["aws:secretsmanager/secret:Secret", "recoveryWindowInDays", 0, 1, "from 7 to 30"],
  ["aws:secretsmanager/secret:Secret", "recoveryWindowInDays", 7, 6, "from 7 to 30"],
  ["aws:secretsmanager/secret:Secret", "recoveryWindowInDays", 30, 31, "from 7 to 30"],
  ["aws:sns/topicPolicy:TopicPolicy", "policy", long(30_720), long(30_721), "longer than 30720 characters"],
  ["aws:sns/topicSubscription:TopicSubscription", "protocol", "sqs", "SQS", "one of application, email"],
  ["aws:ssm/parameter:Parameter", "type", "StringList", "Number", "one of String, StringList, SecureString"],
  ["aws:ssm/parameter:Parameter", "name", "/app/dial", "../../x", "begin with a slash"],
  ["aws:amplify/app:App", "platform", "WEB_COMPUTE", "web", "one of WEB, WEB_COMPUTE, WEB_DYNAMIC"],
  [
    "aws:amplify/backendEnvironment:BackendEnvironment",
    "environmentName",
    "prod",
    "Prod",
    "2 to 10 lower-case letters",
  ],
  ["aws:amplify/branch:Branch", "branchName", "b".repeat(255), "b".repeat(256), "1 to 255 characters"],
  ["aws:amplify/branch:Branch", "stage", "BETA", "beta", "one of PRODUCTION"],
  ["aws:amplify/domainAssociation:DomainAssociation", "domainName", "a.example.com", "example", "name of a domain"],
  [
    "aws:amplify/domainAssociation:DomainAssociation",
    "subDomains",
    [{ prefix: "", branchName: "m" }],
    [],
    "at least 1",
  ],
  ["aws:amplify/webhook:Webhook", "branchName", "b".repeat(255), "b".repeat(256), "1 to 255 characters"],
  ["aws:apigatewayv2/api:Api", "protocolType", "WEBSOCKET", "WS", "one of HTTP, WEBSOCKET"],
  ["aws:apigatewayv2/authorizer:Authorizer", "authorizerType", "REQUEST", "TOKEN", "one of JWT, REQUEST"],
  [
    "aws:apigatewayv2/domainName:DomainName",
    "domainName",
    "*.example.com",
    "a.*.example.com",
    "as its first label only",
  ],
  ["aws:apigatewayv2/integration:Integration", "integrationType", "MOCK", "LAMBDA", "one of AWS, AWS_PROXY"],
  ["aws:apigatewayv2/integration:Integration", "timeoutMilliseconds", 30_000, 30_001, "from 50 to 30000"],
  ["aws:apigatewayv2/route:Route", "authorizationType", "CUSTOM", "LAMBDA", "one of NONE, AWS_IAM, CUSTOM, JWT"],
  ["aws:apigateway/stage:Stage", "stageName", "v-1", "v 1", "letters, digits, hyphens and underscores"],
  ["aws:apigateway/apiKey:ApiKey", "value", "a".repeat(20), "short", "20 to 128 characters"],
  ["aws:apigateway/domainName:DomainName", "domainName", "*.example.com", "a.*.example.com", "as its first label only"],
  ["aws:s3/bucket:Bucket", "bucket", "files", "Files", "lower-case letters"],
  ["aws:sqs/queue:Queue", "name", "orders", "orders.fifo", "not end with .fifo unless fifoQueue is true"],
  ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "fromPort", 65_535, 65_536, "from -1 to 65535"],
  ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "toPort", 65_535, 65_536, "from -1 to 65535"],
  ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "description", "d".repeat(255), "d".repeat(256), "255"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "fromPort", 65_535, 65_536, "from -1 to 65535"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "toPort", 65_535, 65_536, "from -1 to 65535"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "description", "d".repeat(255), "d".repeat(256), "255"],
  ["aws:wafv2/regexPatternSet:RegexPatternSet", "scope", "CLOUDFRONT", "regional", "one of CLOUDFRONT, REGIONAL"],
  ["aws:wafv2/ruleGroup:RuleGroup", "scope", "CLOUDFRONT", "regional", "one of CLOUDFRONT, REGIONAL"],
  ["aws:wafv2/webAcl:WebAcl", "scope", "CLOUDFRONT", "regional", "one of CLOUDFRONT, REGIONAL"],
  ["aws:wafv2/ipSet:IpSet", "scope", "CLOUDFRONT", "regional", "one of CLOUDFRONT, REGIONAL"],
];

/** The longest name of a type in AWS. */
export const NAMES: Readonly<Record<string, number>> = {
  "aws:cloudwatch/logGroup:LogGroup": 512,
  "aws:cloudwatch/eventArchive:EventArchive": 48,
  "aws:cloudwatch/eventRule:EventRule": 64,
  "aws:cloudwatch/metricAlarm:MetricAlarm": 255,
  "aws:scheduler/schedule:Schedule": 64,
  "aws:scheduler/scheduleGroup:ScheduleGroup": 64,
  "aws:iam/policy:Policy": 128,
  "aws:iam/role:Role": 64,
  "aws:kinesis/stream:Stream": 128,
  "aws:kms/alias:Alias": 256,
  "aws:lambda/function:Function": 64,
  "aws:rds/cluster:Cluster": 63,
  "aws:rds/clusterInstance:ClusterInstance": 63,
  "aws:rds/instance:Instance": 63,
  "aws:rds/proxy:Proxy": 63,
  "aws:s3/bucket:Bucket": 63,
  "aws:secretsmanager/secret:Secret": 512,
  "aws:sfn/activity:Activity": 80,
  "aws:sfn/alias:Alias": 80,
  "aws:sfn/stateMachine:StateMachine": 80,
  "aws:sns/topic:Topic": 256,
  "aws:sqs/queue:Queue": 80,
  "aws:wafv2/webAcl:WebAcl": 128,
};
