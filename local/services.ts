import { createApigatewayService } from "./services/apigateway/service";
import { createCognitoService } from "./services/cognito/service";
import { createDynamoDbService } from "./services/dynamodb/service";
import { createEc2Service } from "./services/ec2/service";
import { createEventBridgeService } from "./services/eventbridge/service";
import type { createIamService } from "./services/iam/service";
import { createKinesisService } from "./services/kinesis/service";
import type { FunctionInvoker } from "./services/lambda/invoker";
import { createLambdaService } from "./services/lambda/service";
import { createLogsService } from "./services/logs/service";
import { createRdsService, type RdsService } from "./services/rds/service";
import { createS3Service } from "./services/s3/service";
import { createSecretsManagerService } from "./services/secretsmanager/service";
import type { Cloud, Service } from "./services/service";
import { createSnsService } from "./services/sns/service";
import { createSqsService } from "./services/sqs/service";
import { createSsmService } from "./services/ssm/service";
import { createStepFunctionsService } from "./services/stepfunctions/service";
import { createStsService } from "./services/sts/service";
import { createWafService } from "./services/wafv2/service";

/** All services of one local cloud. */
export interface Services {
  /** Groups in order of start: the services of one start together, those after it need them. */
  readonly groups: readonly (readonly Service[])[];
  readonly functions: FunctionInvoker;
  readonly rds: RdsService;
}

/** `iam` is handed in because access, on which everything stands, already asks it. */
export const createServices = (cloud: Cloud, iam: ReturnType<typeof createIamService>): Services => {
  const secrets = createSecretsManagerService(cloud);
  const rds = createRdsService(cloud, () => secrets);
  const lambda = createLambdaService(cloud);
  return {
    // Functions and requests come in only when all that they call is there.
    groups: [
      [
        iam,
        createStsService(cloud),
        secrets,
        createSqsService(cloud),
        createLogsService(cloud),
        createCognitoService(cloud),
        createDynamoDbService(cloud),
        createEc2Service(cloud),
        createEventBridgeService(cloud),
        createKinesisService(cloud),
        createS3Service(cloud),
        createSnsService(cloud),
        createSsmService(cloud),
        createStepFunctionsService(cloud),
        createWafService(cloud),
        rds,
      ],
      [lambda, createApigatewayService(cloud)],
    ],
    functions: lambda.functions,
    rds,
  };
};
