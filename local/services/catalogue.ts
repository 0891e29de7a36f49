import type { Cloud } from "../cloud/cloud";

// By the name in the credential scope of SigV4. Each is loaded when it is first asked for, since loading takes time and
// most tests and cases need few; with `require`, so that it takes the same way as every other file.
const STANDING = {
  cloudfront: (cloud: Cloud) =>
    (require("./cloudfront/service") as typeof import("./cloudfront/service")).createCloudFrontService(cloud),
  "cognito-identity": (cloud: Cloud) =>
    (require("./cognito-identity/service") as typeof import("./cognito-identity/service")).createCognitoIdentityService(
      cloud,
    ),
  "cognito-idp": (cloud: Cloud) =>
    (require("./cognito/service") as typeof import("./cognito/service")).createCognitoService(cloud),
  dynamodb: (cloud: Cloud) =>
    (require("./dynamodb/service") as typeof import("./dynamodb/service")).createDynamoDbService(cloud),
  ec2: (cloud: Cloud) => (require("./ec2/service") as typeof import("./ec2/service")).createEc2Service(cloud),
  elasticache: (cloud: Cloud) =>
    (require("./elasticache/service") as typeof import("./elasticache/service")).createElastiCacheService(cloud),
  events: (cloud: Cloud) =>
    (require("./eventbridge/service") as typeof import("./eventbridge/service")).createEventBridgeService(cloud),
  iam: (cloud: Cloud) => (require("./iam/service") as typeof import("./iam/service")).createIamService(cloud),
  kinesis: (cloud: Cloud) =>
    (require("./kinesis/service") as typeof import("./kinesis/service")).createKinesisService(cloud),
  kms: (cloud: Cloud) => (require("./kms/service") as typeof import("./kms/service")).createKmsService(cloud),
  logs: (cloud: Cloud) => (require("./logs/service") as typeof import("./logs/service")).createLogsService(cloud),
  owner: (cloud: Cloud) => (require("./owner/service") as typeof import("./owner/service")).createOwnerService(cloud),
  rds: (cloud: Cloud) => (require("./rds/service") as typeof import("./rds/service")).createRdsService(cloud),
  "rds-data": (cloud: Cloud) =>
    (require("./rds-data/service") as typeof import("./rds-data/service")).createRdsDataService(cloud),
  s3: (cloud: Cloud) => (require("./s3/service") as typeof import("./s3/service")).createS3Service(cloud),
  scheduler: (cloud: Cloud) =>
    (require("./scheduler/service") as typeof import("./scheduler/service")).createSchedulerService(cloud),
  secretsmanager: (cloud: Cloud) =>
    (require("./secretsmanager/service") as typeof import("./secretsmanager/service")).createSecretsManagerService(
      cloud,
    ),
  sns: (cloud: Cloud) => (require("./sns/service") as typeof import("./sns/service")).createSnsService(cloud),
  sqs: (cloud: Cloud) => (require("./sqs/service") as typeof import("./sqs/service")).createSqsService(cloud),
  ssm: (cloud: Cloud) => (require("./ssm/service") as typeof import("./ssm/service")).createSsmService(cloud),
  sts: (cloud: Cloud) => (require("./sts/service") as typeof import("./sts/service")).createStsService(cloud),
  wafv2: (cloud: Cloud) => (require("./wafv2/service") as typeof import("./wafv2/service")).createWafService(cloud),
  xray: (cloud: Cloud) => (require("./xray/service") as typeof import("./xray/service")).createXrayService(cloud),
};

/** Functions and requests come in only when all that they call is there. */
const LETTING_IN = {
  lambda: (cloud: Cloud) =>
    (require("./lambda/service") as typeof import("./lambda/service")).createLambdaService(cloud),
  amplify: (cloud: Cloud) =>
    (require("./amplify/service") as typeof import("./amplify/service")).createAmplifyService(cloud),
  apigateway: (cloud: Cloud) =>
    (require("./apigateway/service") as typeof import("./apigateway/service")).createApigatewayService(cloud),
  apigatewayv2: (cloud: Cloud) =>
    (require("./apigatewayv2/service") as typeof import("./apigatewayv2/service")).createApigatewayV2Service(cloud),
};

/** What goes on by itself where a kill has interrupted it, once everything that it uses is there. */
const GOING_ON = {
  states: (cloud: Cloud) =>
    (require("./stepfunctions/service") as typeof import("./stepfunctions/service")).createStepFunctionsService(cloud),
};

/** All services of a local cloud. A new one is a line above, and nothing elsewhere. */
export const CATALOGUE = { ...STANDING, ...LETTING_IN, ...GOING_ON };

export type ServiceName = keyof typeof CATALOGUE;

/** Groups in order of start: the services of one start together, those after it need them. */
export const START_ORDER: readonly (readonly ServiceName[])[] = [STANDING, LETTING_IN, GOING_ON].map(
  (group) => Object.keys(group) as ServiceName[], // of objects that were written just above
);
