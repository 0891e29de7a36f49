import { createHash } from "node:crypto";
import { SHAPES } from "../engine/recorded-shapes";
import type { Properties } from "../engine/resource-type";
import type { Failure } from "./configuration";
import { hasUnknown } from "./properties";
import type { ResourceClass } from "./resource-class";

/** How the names of a resource type look in AWS. */
interface NameRule {
  readonly max: number;
  readonly pattern?: RegExp;
  /** In words, for the error. */
  readonly allowed?: string;
  /** Automatic names are in lower case. */
  readonly lower?: boolean;
}

const rds = (max: number): NameRule => ({
  max,
  pattern: /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
  allowed: "lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
  lower: true,
});

const iam = (max: number): NameRule => ({ max, pattern: /^[\w+=,.@-]+$/, allowed: "letters, digits and _+=,.@-" });

/** Dots stand in names of groups, parameter groups, tables. */
const dotted = (max: number): NameRule => ({
  max,
  pattern: /^[A-Za-z0-9_.-]+$/,
  allowed: "letters, digits, hyphens, underscores and dots",
});

// fidelity: docs: the API references of the services (Create…), "Length Constraints" and "Pattern"
const RULES: Readonly<Record<string, NameRule>> = {
  "aws:iam/role:Role": iam(64),
  "aws:iam/policy:Policy": iam(128),
  "aws:iam/rolePolicy:RolePolicy": iam(128),
  "aws:sqs/queue:Queue": {
    max: 80,
    pattern: /^[A-Za-z0-9_-]+(\.fifo)?$/,
    allowed: "letters, digits, hyphens and underscores",
  },
  "aws:sns/topic:Topic": {
    max: 256,
    pattern: /^[A-Za-z0-9_-]+(\.fifo)?$/,
    allowed: "letters, digits, hyphens and underscores",
  },
  "aws:lambda/function:Function": {
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
    allowed: "letters, digits, hyphens and underscores",
  },
  "aws:lambda/permission:Permission": {
    max: 100,
    pattern: /^[A-Za-z0-9_-]+$/,
    allowed: "letters, digits, hyphens and underscores",
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    max: 512,
    pattern: /^[.\-_/#A-Za-z0-9]+$/,
    allowed: "letters, digits and .-_/#",
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { max: 255 },
  "aws:ec2/securityGroup:SecurityGroup": {
    max: 255,
    pattern: /^(?!sg-)[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/,
    allowed: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-",
  },
  "aws:rds/cluster:Cluster": rds(63),
  "aws:rds/clusterInstance:ClusterInstance": rds(63),
  "aws:rds/subnetGroup:SubnetGroup": { ...dotted(255), lower: true },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": rds(255),
  "aws:rds/parameterGroup:ParameterGroup": rds(255),
  "aws:secretsmanager/secret:Secret": {
    max: 512,
    pattern: /^[A-Za-z0-9/_+=.@-]+$/,
    allowed: "letters, digits and /_+=.@-",
  },
  "aws:apigateway/restApi:RestApi": { max: 1024 },
  "aws:dynamodb/table:Table": dotted(255),
  "aws:s3/bucket:Bucket": {
    max: 63,
    pattern: /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/,
    allowed: "lower-case letters, digits, dots and hyphens",
    lower: true,
  },
};

/** Where the name is not called `name`. fidelity: observed: provider/resources.go of pulumi-aws, AutoNameTransform */
const PROPERTIES: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:elasticache/cluster:Cluster": "clusterId",
  "aws:elasticsearch/domain:Domain": "domainName",
};

/** Names end with .fifo when this input is true. fidelity: observed: provider/resources.go of pulumi-aws, PostTransform */
const FIFO_SWITCHES: Readonly<Record<string, string>> = {
  "aws:sqs/queue:Queue": "fifoQueue",
  "aws:sns/topic:Topic": "fifoTopic",
};

const DEFAULT_MAX = 255;
const RANDOM_DIGITS = 7;

/** What Pulumi's engine says of a resource that is to be named. */
export interface Naming {
  readonly name: string;
  readonly type: string;
  /** The same in every attempt of one deployment, another in the next one. */
  readonly seed: Uint8Array;
  /** Of `pulumi:autonaming` in the stack's settings. */
  readonly proposed?: { readonly name: string; readonly mode: "propose" | "enforce" | "disable" };
}

/** The input that holds the name of a type in AWS, where there is one. */
export const nameProperty = (type: string, { inputs, required }: ResourceClass): string | undefined => {
  const property = PROPERTIES[type] ?? SHAPES[type]?.named ?? "name";
  return inputs.has(property) && !required.includes(property) ? property : undefined;
};

/** The name that a resource without one is given; `undefined` when it is left to AWS. */
export const automaticName = ({ type, name, seed, proposed }: Naming, inputs: Properties): string | undefined => {
  const chosen = proposed && proposed.mode !== "propose" ? proposed.name : undefined;
  if (proposed?.mode === "disable") return undefined;
  const random = createHash("sha256").update(seed).digest("hex").slice(0, RANDOM_DIGITS);
  // fidelity: docs: pulumi.com/docs/iac/concepts/resources/names, "Autonaming"
  const automatic = chosen ?? proposed?.name ?? `${name}-${random}`;
  const suffix = inputs[FIFO_SWITCHES[type] ?? ""] === true && !automatic.endsWith(".fifo") ? ".fifo" : "";
  return (RULES[type]?.lower ? automatic.toLowerCase() : automatic) + suffix;
};

/** What AWS would refuse of the name. */
export const nameFailures = (type: string, property: string | undefined, inputs: Properties): Failure[] => {
  const rule = RULES[type] ?? { max: DEFAULT_MAX };
  const name = property === undefined ? undefined : inputs[property];

  if (property === undefined || typeof name !== "string" || hasUnknown(name)) return [];
  if (name.length > rule.max) {
    return [{ property, reason: `must not be longer than ${rule.max} characters ("${name}" has ${name.length})` }];
  }
  if (rule.pattern && !rule.pattern.test(name)) {
    return [{ property, reason: `must consist of ${rule.allowed} (it is "${name}")` }];
  }
  return [];
};
