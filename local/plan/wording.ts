import { objectsAt, valueAt } from "serverless-tiers/policies";
import type { PlannedResource, PlannedStack } from "./planned-stack";

/** What people call a type, where that is not the last part of its token. */
const KINDS: Readonly<Record<string, string>> = {
  "aws:rds/cluster:Cluster": "database",
  "aws:rds/clusterInstance:ClusterInstance": "database instance",
  "aws:rds/instance:Instance": "database",
  "aws:elasticache/serverlessCache:ServerlessCache": "cache",
  "aws:elasticache/replicationGroup:ReplicationGroup": "cache",
  "aws:elasticache/user:User": "cache user",
  "aws:apigateway/restApi:RestApi": "REST API",
  "aws:ec2/vpc:Vpc": "VPC",
  "awsx:ec2:Vpc": "VPC with its subnets",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "VPC endpoint",
  "aws:ec2/natGateway:NatGateway": "NAT gateway",
  "aws:ec2/eip:Eip": "EIP",
  "aws:s3/bucketObjectv2:BucketObjectv2": "object",
  "aws:appautoscaling/target:Target": "scaling target",
  "aws:appautoscaling/policy:Policy": "scaling policy",
  "aws:appautoscaling/scheduledAction:ScheduledAction": "scheduled scaling",
};

/** `queue`, `log group`, `VPC`: the last part of a type token in words; our components by the name of their class. */
export const kindOf = (type: string): string => {
  const [provider, , last = type] = type.split(":");
  if (provider === "serverless-tiers") return last;
  return KINDS[type] ?? last.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
};

export const describe = ({ type, name }: Pick<PlannedResource, "type" | "name">): string => `${kindOf(type)} ${name}`;

/** The list that a resource is an item of, by its name: `shop-files/assets/app.js` is one of `shop-files/…`. */
export const listOf = (name: string): string | undefined => /^[^/]+\//.exec(name)?.[0].concat("…");

/** `2,000 objects shop-files/…` */
export const describeList = (count: number, type: string, list: string): string =>
  `${count.toLocaleString("en")} ${kindOf(type)}s ${list}`;

/** Says an ARN in words: by the resource that answers to it, or by its own parts. */
export type ArnNames = (arn: string) => string;

export const arnNames = ({ resources }: PlannedStack): ArnNames => {
  const names = new Map<string, string>();
  for (const resource of resources) for (const [arn, name] of arnsOf(resource)) names.set(arn, name);
  const databases = resources.filter(({ type }) => type in RESOURCE_ID || type === PROXY);
  return (arn) =>
    names.get(arn) ??
    names.get(arn.replace(/(:|\/)\*$/, "")) ??
    partOfTable(arn, names) ??
    objectsOf(arn, names) ??
    databaseUser(arn, databases) ??
    generic(arn);
};

const arnsOf = (resource: PlannedResource): [arn: string, name: string][] => {
  // An ARN among the inputs is that of something else: of the topic, in a topic's policy.
  const arn = resource.inputs.arn === undefined ? valueAt(resource, "arn") : undefined;
  const secrets = objectsAt(resource, "masterUserSecrets").flatMap(({ secretArn }): [string, string][] =>
    typeof secretArn === "string" ? [[secretArn, `the master secret of ${describe(resource)}`]] : [],
  );
  return typeof arn === "string" ? [[arn, describe(resource)], ...secrets] : secrets;
};

/** arn:aws:dynamodb:eu-west-1:111122223333:table/shows-1234567/index/by-city */
const partOfTable = (arn: string, names: ReadonlyMap<string, string>): string | undefined => {
  const [, table = "", part, name] = /^(.*:table\/[^/]+)\/(index|stream)\/(.+)$/.exec(arn) ?? [];
  const known = names.get(table);
  return known && (part === "index" ? `index ${name} of ${known}` : `the stream of ${known}`);
};

/** arn:aws:s3:::shop-1234567/site/* */
const objectsOf = (arn: string, names: ReadonlyMap<string, string>): string | undefined => {
  const [, bucket = "", keys] = /^(arn:[\w-]+:s3:::[^/]+)\/(.+)$/.exec(arn) ?? [];
  const known = names.get(bucket);
  return known && `${keys} in ${known}`;
};

/** `arn:aws:rds:…:db-proxy:prx-abc` names it by its end. */
const PROXY = "aws:rds/proxy:Proxy";

/** By the type of a database, the property that names it in `rds-db:connect`. */
const RESOURCE_ID: Readonly<Record<string, string>> = {
  "aws:rds/cluster:Cluster": "clusterResourceId",
  "aws:rds/instance:Instance": "resourceId",
};

/** arn:aws:rds-db:eu-west-1:111122223333:dbuser:cluster-ABC/orders_reader */
const databaseUser = (arn: string, databases: readonly PlannedResource[]): string | undefined => {
  const [, id, user] = /:dbuser:([^/]+)\/(.+)$/.exec(arn) ?? [];
  const found = databases.find((candidate) =>
    candidate.type === PROXY
      ? String(valueAt(candidate, "arn")).endsWith(`:${id}`)
      : valueAt(candidate, RESOURCE_ID[candidate.type] ?? "") === id,
  );
  return found && `${describe(found)} as ${user}`;
};

const generic = (arn: string): string => {
  if (arn === "*") return "anything";
  const [, kind] = /:([a-z-]+)\/\*$/.exec(arn) ?? [];
  return kind === undefined ? arn : `any ${kind.replaceAll("-", " ")}`;
};

/** `a, b and c`. */
export const enumerated = (words: readonly string[]): string => {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${last}` : last;
};

/** `subnet a, b and c, queue d`: names of one kind together. */
export const together = (names: readonly string[]): string => {
  const kinds = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const [, kind = "", rest = name] = /^(subnet|security group|queue|topic|bucket|table) (\S+)$/.exec(name) ?? [];
    kinds.set(kind, [...(kinds.get(kind) ?? []), rest]);
  }
  return enumerated([...kinds].flatMap(([kind, rest]) => (kind === "" ? rest : [`${kind} ${rest.join(", ")}`])));
};
