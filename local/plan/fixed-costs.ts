import {
  type CheckedResource,
  memoryOfClass,
  objectsAt,
  processorsOfClass,
  usedBy,
  valueAt,
} from "serverless-tiers/policies";
import { parseSchedule } from "../languages/schedules/schedule";
import type { PlannedResource, PlannedStack } from "./planned-stack";
import {
  ALARMS_OF_SCALING,
  IDLE_POLLS_PER_HOUR,
  INFREQUENT_ACCESS,
  LEAST_OF_A_CACHE,
  PRICES,
  PROXIED_CAPACITY,
} from "./prices";
import { describe } from "./wording";

/** One line of the estimate. */
export interface CostItem {
  readonly resource: string;
  /** `3 zones x 730 hours x $0.011`. */
  readonly calculation: string;
  /** US dollars. */
  readonly monthly: number;
}

export interface FixedCosts {
  readonly items: readonly CostItem[];
  readonly monthly: number;
  /** Where and when the prices hold. */
  readonly prices: { readonly region: string; readonly asOf: string; readonly source: string };
}

/** A price, and how many of it. */
interface Charge {
  readonly count: number;
  /** Of one, and of several when that is another word. */
  readonly unit: string;
  readonly units?: string;
  readonly each: number;
  readonly per: "hour" | "month";
}

const { perHour, perMonth, perMillion, hoursPerMonth } = PRICES;

const single = (unit: string, each: number, per: Charge["per"]): Charge => ({ count: 1, unit, each, per });

/** What a resource of a type costs while it only exists; types that are not here cost nothing then. */
const CHARGES: Readonly<Record<string, (resource: PlannedResource, stack: PlannedStack) => Charge[]>> = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": (endpoint) =>
    valueAt(endpoint, "vpcEndpointType") === "Interface"
      ? [
          {
            count: lengthAt(endpoint, "subnetIds"),
            unit: "zone",
            units: "zones",
            each: perHour.interfaceEndpointZone,
            per: "hour",
          },
        ]
      : [],
  "aws:ec2/natGateway:NatGateway": () => [single("gateway", perHour.natGateway, "hour")],
  "aws:ec2/eip:Eip": () => [single("public address", perHour.publicAddress, "hour")],
  "aws:rds/clusterInstance:ClusterInstance": (instance, stack) => capacity(instance, stack),
  "aws:rds/cluster:Cluster": (cluster) => masterSecret(cluster),
  "aws:rds/instance:Instance": (instance, stack) => [...server(instance, stack), ...masterSecret(instance)],
  "aws:rds/proxyTarget:ProxyTarget": (target, stack) => proxied(target, stack),
  "aws:secretsmanager/secret:Secret": () => [single("secret", perMonth.secret, "month")],
  "aws:cloudwatch/metricAlarm:MetricAlarm": (alarm) => [
    {
      count: Math.max(1, objectsAt(alarm, "metricQueries").filter(({ metric }) => metric !== undefined).length),
      unit: "metric",
      units: "metrics",
      each: perMonth.alarm,
      per: "month",
    },
  ],
  "aws:cloudwatch/dashboard:Dashboard": () => [single("dashboard", perMonth.dashboard, "month")],
  "aws:dynamodb/table:Table": (table) => units(table),
  "aws:appautoscaling/policy:Policy": (policy) =>
    valueAt(policy, "serviceNamespace") === "dynamodb"
      ? [{ count: ALARMS_OF_SCALING, unit: "alarm", units: "alarms", each: perMonth.alarm, per: "month" }]
      : [],
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": (config, stack) =>
    keptReady(Number(valueAt(config, "provisionedConcurrentExecutions")), config, "functionName", stack),
  "aws:appautoscaling/target:Target": (target, stack) =>
    valueAt(target, "serviceNamespace") === "lambda"
      ? keptReady(meanInstances(target, stack), target, "resourceId", stack)
      : [],
  "aws:elasticache/serverlessCache:ServerlessCache": () => [
    { count: LEAST_OF_A_CACHE, unit: "GB at least", each: perHour.cacheStorage, per: "hour" },
  ],
  "aws:elasticache/replicationGroup:ReplicationGroup": (group) => {
    const shards = Number(valueAt(group, "numNodeGroups") ?? 1);
    const replicas = Number(valueAt(group, "replicasPerNodeGroup") ?? 0);
    const type = String(valueAt(group, "nodeType"));
    return [{ count: shards * (replicas + 1), unit: type, each: nodePrice(type), per: "hour" }];
  },
  "aws:kinesis/stream:Stream": (stream) =>
    valueAt(stream, "streamModeDetails.streamMode") === "ON_DEMAND"
      ? [single("stream on demand", perHour.streamOnDemand, "hour")]
      : [
          {
            count: Number(valueAt(stream, "shardCount") ?? 1),
            unit: "shard",
            units: "shards",
            each: perHour.shard,
            per: "hour",
          },
        ],
  "aws:scheduler/schedule:Schedule": (schedule) => {
    const [, count = "0", unit = ""] =
      /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(valueAt(schedule, "scheduleExpression"))) ?? [];
    const hours = Number(count) * ({ minute: 1 / 60, hour: 1, day: 24 }[unit] ?? 0);
    const each = perMillion.scheduledCalls / 1e6;
    return hours > 0 ? [{ count: 1 / hours, unit: "calls of its target", each, per: "hour" }] : [];
  },
  "aws:kms/key:Key": () => [single("key", perMonth.key, "month")],
  "aws:lb/loadBalancer:LoadBalancer": () => [single("load balancer", perHour.loadBalancer, "hour")],
  "aws:route53/zone:Zone": () => [single("hosted zone", perMonth.hostedZone, "month")],
  "aws:wafv2/webAcl:WebAcl": (acl) => [
    single("web ACL", perMonth.webAcl, "month"),
    { count: objectsAt(acl, "rules").length, unit: "rule", units: "rules", each: perMonth.webAclRule, per: "month" },
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": (source, stack) =>
    usedBy(stack, source, "eventSourceArn", "aws:sqs/queue:Queue").length > 0
      ? [
          {
            count: IDLE_POLLS_PER_HOUR,
            unit: "polls of the empty queue",
            each: perMillion.queueRequests / 1e6,
            per: "hour",
          },
        ]
      : [],
};

/** Memory of a function that is kept ready. */
const keptReady = (instances: number, config: PlannedResource, by: string, stack: PlannedStack): Charge[] => {
  const [fn] = usedBy(stack, config, by, "aws:lambda/function:Function");
  if (!fn) return [];
  const architecture = JSON.stringify(valueAt(fn, "architectures") ?? []).includes("arm64") ? "arm64" : "x86_64";
  const count = (instances * (Number(valueAt(fn, "memorySize")) || 128)) / 1024;
  return [{ count: cents(count), unit: "GB kept ready", each: perHour.provisionedMemory[architecture], per: "hour" }];
};

/** How many instances of a function its schedule keeps, in the mean of four weeks. */
const meanInstances = (target: PlannedResource, stack: PlannedStack): number => {
  const isOfTarget = (action: PlannedResource) => action.uses.resourceId?.includes(target.urn) ?? false;
  const actions = stack.resources.filter(({ type }) => type === "aws:appautoscaling/scheduledAction:ScheduledAction");
  const from = stack.today.getTime();
  const changes = actions.filter(isOfTarget).flatMap((action) => {
    const schedule = parseSchedule(String(valueAt(action, "schedule")), String(valueAt(action, "timezone") ?? "UTC"));
    const instances = Number(valueAt(action, "scalableTargetAction.minCapacity"));
    const times: { readonly at: number; readonly instances: number }[] = [];
    // Two rounds: what the first one ends with, the second begins with.
    for (let at = schedule.next(from, from); at !== undefined && at < from + 2 * ROUND_MS; at = schedule.next(at, from))
      times.push({ at, instances });
    return times;
  });
  changes.sort((a, b) => a.at - b.at);
  const sum = changes.reduce((total, { at, instances }, index) => {
    const until = changes[index + 1]?.at ?? from + 2 * ROUND_MS;
    return total + instances * Math.max(0, until - Math.max(at, from + ROUND_MS));
  }, 0);
  return sum / ROUND_MS;
};

const ROUND_MS = 28 * 86_400_000;

/** 0 for a type that is not known. */
const nodePrice = (type: string): number => {
  const [, letter = "", size = ""] = /^cache\.([a-z])[^.]*\.(\w+)$/.exec(type) ?? [];
  const prices: Readonly<Record<string, number>> = perHour.cacheNode;
  const multiple = size === "large" ? 1 : size === "xlarge" ? 2 : 2 * Number(/^(\d+)xlarge$/.exec(size)?.[1] ?? 0);
  return prices[size] ?? (prices[letter] ?? 0) * multiple;
};

/** Each instance of a serverless cluster has at least the minimum; one that may pause costs nothing while it does. */
const capacity = (instance: PlannedResource, stack: PlannedStack): Charge[] => {
  if (valueAt(instance, "instanceClass") !== "db.serverless") return [];
  const [cluster] = usedBy(stack, instance, "clusterIdentifier", "aws:rds/cluster:Cluster");
  const count = Number(cluster && valueAt(cluster, "serverlessv2ScalingConfiguration.minCapacity"));
  return count > 0 ? [{ count, unit: "ACU", each: perHour.auroraCapacityUnit, per: "hour" }] : [];
};

const masterSecret = (database: PlannedResource): Charge[] =>
  valueAt(database, "manageMasterUserPassword") === true ? [single("master secret", perMonth.secret, "month")] : [];

/** By what it leads to. */
const proxied = (target: PlannedResource, stack: PlannedStack): Charge[] => {
  const [instance] = usedBy(stack, target, "dbInstanceIdentifier", "aws:rds/instance:Instance");
  const each = perHour.databaseProxyUnit;
  if (!instance) return [{ count: PROXIED_CAPACITY, unit: "ACU", each, per: "hour" }];
  const count = processorsOfClass(String(valueAt(instance, "instanceClass")));
  return [{ count, unit: "processors", each, per: "hour" }];
};

/** Twice in two zones; a replica has as much storage as its source. */
const server = (instance: PlannedResource, stack: PlannedStack): Charge[] => {
  const zones = valueAt(instance, "multiAz") === true ? 2 : 1;
  const [source = instance] = usedBy(stack, instance, "replicateSourceDb", "aws:rds/instance:Instance");
  const size = String(valueAt(instance, "instanceClass"));
  const memory = memoryOfClass(size);
  const letter = size.charAt("db.".length) as keyof typeof perHour.databaseMemory;
  return [
    {
      count: (memory ?? 0) * zones,
      unit: `GiB of ${size}`,
      each: perHour.databaseMemory[letter] ?? 0,
      per: "hour",
    },
    {
      count: (Number(valueAt(source, "allocatedStorage")) || 0) * zones,
      unit: "GB of storage",
      each: perMonth.databaseStorage,
      per: "month",
    },
  ];
};

/** Of a table and its indexes, at the lower end where they follow the load; on demand costs by the request. */
const units = (table: PlannedResource): Charge[] => {
  if (valueAt(table, "billingMode") === "PAY_PER_REQUEST") return [];
  const factor = valueAt(table, "tableClass") === "STANDARD_INFREQUENT_ACCESS" ? INFREQUENT_ACCESS : 1;
  const all = [table.props, ...objectsAt(table, "globalSecondaryIndexes")];
  const sum = (key: string) => all.reduce((total, one) => total + (Number(one[key]) || 0), 0);
  const charge = (unit: string, count: number, each: number): Charge => ({
    count,
    unit,
    units: `${unit}s`,
    per: "hour",
    each: each * factor,
  });
  return [
    charge("read unit", sum("readCapacity"), perHour.tableReadUnit),
    charge("write unit", sum("writeCapacity"), perHour.tableWriteUnit),
  ];
};

/** What the stack costs in a month without a request. */
export const fixedCosts = (stack: PlannedStack): FixedCosts => {
  const items = stack.resources.flatMap((resource) =>
    (CHARGES[resource.type]?.(resource, stack) ?? [])
      .filter(({ count }) => count > 0)
      .map((charge) => ({ resource: describe(resource), calculation: calculation(charge), monthly: monthly(charge) })),
  );
  items.sort((a, b) => b.monthly - a.monthly);
  const { region, asOf, source } = PRICES;
  return {
    items,
    monthly: cents(items.reduce((sum, item) => sum + item.monthly, 0)),
    prices: { region, asOf, source },
  };
};

const monthly = ({ count, each, per }: Charge): number => cents(count * each * (per === "hour" ? hoursPerMonth : 1));

const cents = (dollars: number): number => Math.round(dollars * 100) / 100;

const calculation = ({ count, unit, units = unit, each, per }: Charge): string => {
  return `${count} ${count === 1 ? unit : units} x ${per === "hour" ? `${hoursPerMonth} hours x ` : ""}$${price(each)}`;
};

/** Without the exponent that small numbers print with. */
const price = (each: number): string => (each < 0.001 ? each.toFixed(7).replace(/0+$/, "") : String(each));

const lengthAt = (resource: CheckedResource, path: string): number => {
  const value = valueAt(resource, path);
  return Array.isArray(value) ? value.length : 0;
};
