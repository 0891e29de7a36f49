import { type AwsType, type AwsTypes, type Change, here } from "./aws-type";
import { oneLine, prefixOf, propertyOf } from "./name-rule";
import { ACM } from "./records/acm";
import { AMPLIFY } from "./records/amplify";
import { APIGATEWAY } from "./records/apigateway";
import { APIGATEWAYV2 } from "./records/apigatewayv2";
import { APPAUTOSCALING } from "./records/appautoscaling";
import { CLOUDFRONT } from "./records/cloudfront";
import { CLOUDWATCH } from "./records/cloudwatch";
import { COGNITO } from "./records/cognito";
import { DYNAMODB } from "./records/dynamodb";
import { EC2 } from "./records/ec2";
import { ELASTICACHE } from "./records/elasticache";
import { ELASTICSEARCH } from "./records/elasticsearch";
import { EVENTS, SCHEDULER } from "./records/events";
import { IAM } from "./records/iam";
import { KINESIS } from "./records/kinesis";
import { KMS } from "./records/kms";
import { LAMBDA } from "./records/lambda";
import { RDS } from "./records/rds";
import { ROUTE53 } from "./records/route53";
import { S3 } from "./records/s3";
import { SECRETSMANAGER } from "./records/secretsmanager";
import { SFN } from "./records/sfn";
import { SNS } from "./records/sns";
import { SQS } from "./records/sqs";
import { SSM } from "./records/ssm";
import { WAFV2 } from "./records/wafv2";
import { resourceClass } from "./resource-class";

// fidelity: docs: "Resource types defined by …" pages of the Service Authorization Reference for ARNs; the provider's
// registry documentation ("Attribute Reference") for ids, its schema (ForceNew) for what replaces; the API references
// of the services (Create…, "Length Constraints" and "Pattern") for names and limits
const AWS_TYPES: AwsTypes = {
  ...ACM,
  ...AMPLIFY,
  ...APIGATEWAY,
  ...APIGATEWAYV2,
  ...APPAUTOSCALING,
  ...CLOUDFRONT,
  ...CLOUDWATCH,
  ...COGNITO,
  ...DYNAMODB,
  ...EC2,
  ...ELASTICACHE,
  ...ELASTICSEARCH,
  ...EVENTS,
  ...IAM,
  ...KINESIS,
  ...KMS,
  ...LAMBDA,
  ...RDS,
  ...ROUTE53,
  ...S3,
  ...SCHEDULER,
  ...SECRETSMANAGER,
  ...SFN,
  ...SNS,
  ...SQS,
  ...SSM,
  ...WAFV2,
};

/** The record of a resource type. */
export const awsType = (token: string): AwsType => AWS_TYPES[token] ?? unlisted(token);

/** Types that have a record of their own. */
export const describedTypes = (): string[] => Object.keys(AWS_TYPES).sort();

/** Inputs whose change replaces a resource of this type, whatever they were, and those that do so in this change. */
// fidelity: docs: the provider's schema: names and the region of a resource are ForceNew, names with exceptions
export const replacing = (token: string, change?: Change): ReadonlySet<string> => {
  const { name, replaceOn, replacedBy } = awsType(token);
  const names = name && !name.changeable ? [propertyOf(name), prefixOf(name)] : [];
  return new Set(["region", ...names, ...replaceOn, ...((change && replacedBy?.(change)) ?? [])]);
};

/** The outputs of a type that nobody knows before the update of these inputs. */
export const volatileOutputs = (token: string, changed: readonly string[]): readonly string[] => {
  const { volatile } = awsType(token);
  return volatile && changed.some((property) => !volatile.except.includes(property)) ? volatile.outputs : [];
};

const MAX_NAME = 255;

/** A type that nobody described: named after its logical name, with an ARN of its module. */
const unlisted = (token: string): AwsType => {
  const [, module = "", kind = ""] = token.split(":");
  const service = module.split("/")[0] ?? module;
  const resource = resourceClass(token);
  const named = resource?.inputs.has("name") && !resource.required.includes("name");
  return {
    ...(named && { name: oneLine(MAX_NAME) }),
    arn: here(service, `${kind.toLowerCase()}/`),
    replaceOn: [],
  };
};
