import type { Properties } from "../engine/resource-type";
import type { Failure } from "./configuration";

/** What a property must be; returns the rule that is broken. */
type Rule = (value: unknown) => string | undefined;

const shown = (value: unknown): string => `(it is ${JSON.stringify(value)})`;

const between =
  (min: number, max: number, step = 1): Rule =>
  (value) =>
    typeof value === "number" && value >= min && value <= max && Number.isInteger(value / step)
      ? undefined
      : `must be ${step === 1 ? "a whole number" : `a multiple of ${step}`} from ${min} to ${max} ${shown(value)}`;

const oneOf =
  (...allowed: readonly string[]): Rule =>
  (value) =>
    allowed.includes(String(value)) ? undefined : `must be one of ${allowed.join(", ")} ${shown(value)}`;

const like =
  (pattern: RegExp, what: string): Rule =>
  (value) =>
    typeof value === "string" && pattern.test(value) ? undefined : `must be ${what} ${shown(value)}`;

const atLeast =
  (count: number, what: string): Rule =>
  (value) =>
    Array.isArray(value) && value.length >= count ? undefined : `must list at least ${count} ${what}`;

/** An IPv4 range on its own boundary, of a size that AWS takes. */
const range: Rule = (value) => {
  const [, address = "", mask = ""] = /^(\d+(?:\.\d+){3})\/(\d+)$/.exec(String(value)) ?? [];
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => part > 255)) return `must be an IPv4 range ${shown(value)}`;
  if (Number(mask) < 16 || Number(mask) > 28) return `must be a range from /16 to /28 ${shown(value)}`;
  const number = parts.reduce((sum, part) => sum * 256 + part, 0);
  return number % 2 ** (32 - Number(mask)) === 0 ? undefined : `must begin on the boundary of its size ${shown(value)}`;
};

const json =
  (maxBytes: number): Rule =>
  (value) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    try {
      JSON.parse(text);
    } catch {
      return "must be JSON";
    }
    // fidelity: docs: "IAM and AWS STS character limits": white space does not count
    const length = text.replace(/\s/g, "").length;
    return length <= maxBytes ? undefined : `must not be longer than ${maxBytes} characters (it has ${length})`;
  };

const period: Rule = (value) =>
  typeof value === "number" && ([10, 20, 30].includes(value) || (value > 0 && value % 60 === 0))
    ? undefined
    : `must be 10, 20, 30 or a multiple of 60 seconds ${shown(value)}`;

const port = between(-1, 65_535);
const securityGroupRule = {
  fromPort: port,
  toPort: port,
  description: like(
    /^[A-Za-z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/,
    "up to 255 letters, digits and ._-:/()#,@[]+=&;{}!$*",
  ),
};

// fidelity: docs: the API references of the services
const LIMITS: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  "aws:ec2/vpc:Vpc": { cidrBlock: range },
  "aws:ec2/subnet:Subnet": { cidrBlock: range },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    vpcEndpointType: oneOf("Gateway", "Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"),
    serviceName: like(
      /^(com\.amazonaws|aws)\.[\w.-]+$/,
      "the name of an endpoint service, com.amazonaws.<region>.<service>",
    ),
  },
  "aws:rds/subnetGroup:SubnetGroup": { subnetIds: atLeast(2, "subnets, in two zones or more") },
  "aws:rds/cluster:Cluster": {
    backupRetentionPeriod: between(1, 35),
    port: between(1_150, 65_535),
    masterUsername: like(
      /^(?!admin$|rdsadmin$)[A-Za-z]\w{0,62}$/,
      "a name of letters, digits and underscores that is not reserved",
    ),
    databaseName: like(/^[A-Za-z]\w{0,62}$/, "up to 63 letters, digits and underscores, beginning with a letter"),
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    promotionTier: between(0, 15),
    instanceClass: like(/^db\./, "an instance class, such as db.serverless"),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    protocol: oneOf("application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"),
  },
  "aws:sns/topicPolicy:TopicPolicy": { policy: json(30_720) },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    period,
    evaluationPeriods: between(1, 1_440),
    datapointsToAlarm: between(1, 1_440),
    comparisonOperator: oneOf(
      ...["GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"],
      ...["GreaterThanUpperThreshold", "LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold"],
    ),
    statistic: oneOf("SampleCount", "Average", "Sum", "Minimum", "Maximum"),
    treatMissingData: oneOf("missing", "ignore", "breaching", "notBreaching"),
  },
  "aws:iam/role:Role": { maxSessionDuration: between(3_600, 43_200), assumeRolePolicy: json(4_096) },
  "aws:iam/rolePolicy:RolePolicy": { policy: json(10_240) },
  "aws:iam/policy:Policy": { policy: json(6_144) },
  "aws:kms/key:Key": { deletionWindowInDays: between(7, 30), rotationPeriodInDays: between(90, 2_560) },
  "aws:secretsmanager/secret:Secret": {
    recoveryWindowInDays: (value) => (value === 0 ? undefined : between(7, 30)(value)),
  },
  "aws:dynamodb/table:Table": { billingMode: oneOf("PROVISIONED", "PAY_PER_REQUEST") },
};

/** What AWS would refuse of inputs, as far as it can be told without AWS. */
export const limitFailures = (type: string, inputs: Properties): Failure[] =>
  Object.entries(LIMITS[type] ?? {}).flatMap(([property, rule]) => {
    const reason = inputs[property] === undefined ? undefined : rule(inputs[property]);
    return reason === undefined ? [] : [{ property, reason }];
  });
