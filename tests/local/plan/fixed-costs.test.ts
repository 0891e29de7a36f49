import assert from "node:assert/strict";
import { fixedCosts } from "../../../local/plan/fixed-costs";
import type { PlannedResource } from "../../../local/plan/planned-stack";
import { planned, stackOf } from "./a-plan";

const items = (...resources: readonly PlannedResource[]) =>
  fixedCosts(stackOf(...resources)).items.map(({ resource, calculation, monthly }) => [resource, calculation, monthly]);

const CLUSTER = "aws:rds/cluster:Cluster";
const database = (minCapacity: number) => [
  planned(CLUSTER, "orders", { manageMasterUserPassword: true, serverlessv2ScalingConfiguration: { minCapacity } }),
  ...["orders-writer", "orders-standby"].map((name) =>
    planned(
      "aws:rds/clusterInstance:ClusterInstance",
      name,
      { instanceClass: "db.serverless" },
      { uses: { clusterIdentifier: [`${CLUSTER} orders`] } },
    ),
  ),
];

describe("the costs of a stack where nothing happens", () => {
  it("count each zone of an interface endpoint; gateway endpoints are free", () => {
    const endpoint = (name: string, vpcEndpointType: string) =>
      planned("aws:ec2/vpcEndpoint:VpcEndpoint", name, { vpcEndpointType, subnetIds: ["a", "b", "c"] });

    assert.deepEqual(items(endpoint("sqs", "Interface"), endpoint("s3", "Gateway")), [
      ["VPC endpoint sqs", "3 zones x 730 hours x $0.011", 24.09],
    ]);
  });

  it("count the minimum of each instance of a cluster, and nothing for one that pauses", () => {
    assert.deepEqual(items(...database(0.5)), [
      ["database instance orders-writer", "0.5 ACU x 730 hours x $0.14", 51.1],
      ["database instance orders-standby", "0.5 ACU x 730 hours x $0.14", 51.1],
      ["database orders", "1 master secret x $0.4", 0.4],
    ]);
    assert.deepEqual(items(...database(0)), [["database orders", "1 master secret x $0.4", 0.4]]);
  });

  it("count the least that a serverless cache is billed, and each node of one that has them", () => {
    const nodes = { nodeType: "cache.r7g.xlarge", numNodeGroups: 2, replicasPerNodeGroup: 1 };
    assert.deepEqual(
      items(
        planned("aws:elasticache/serverlessCache:ServerlessCache", "shows", {}),
        planned("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", nodes),
        planned("aws:elasticache/replicationGroup:ReplicationGroup", "small", { nodeType: "cache.t4g.micro" }),
      ),
      [
        ["cache sessions", "4 cache.r7g.xlarge x 730 hours x $0.386", 1127.12],
        ["cache small", "1 cache.t4g.micro x 730 hours x $0.0141", 10.29],
        ["cache shows", "0.1 GB at least x 730 hours x $0.093", 6.79],
      ],
    );
  });

  it("count class and storage of an instance, twice in two zones, and its replicas", () => {
    const INSTANCE = "aws:rds/instance:Instance";
    const instance = { instanceClass: "db.t4g.medium", allocatedStorage: 20, multiAz: true };
    const replica = { instanceClass: "db.r7g.large", replicateSourceDb: "venues" };
    const uses = { replicateSourceDb: [`${INSTANCE} venues`] };
    assert.deepEqual(
      items(planned(INSTANCE, "venues", instance), planned(INSTANCE, "venues-replica-1", replica, { uses })),
      [
        ["database venues-replica-1", "16 GiB of db.r7g.large x 730 hours x $0.0166", 193.89],
        ["database venues", "8 GiB of db.t4g.medium x 730 hours x $0.0176", 102.78],
        ["database venues", "40 GB of storage x $0.127", 5.08],
        ["database venues-replica-1", "20 GB of storage x $0.127", 2.54],
      ],
    );
  });

  it("count a proxy by what it leads to", () => {
    const TARGET = "aws:rds/proxyTarget:ProxyTarget";
    const instance = (name: string, instanceClass: string) =>
      planned("aws:rds/instance:Instance", name, { instanceClass });
    const proxied = (name: string) =>
      planned(TARGET, `${name}-target`, {}, { uses: { dbInstanceIdentifier: [`aws:rds/instance:Instance ${name}`] } });
    const proxies = items(
      instance("a", "db.t4g.micro"),
      proxied("a"),
      instance("b", "db.m7g.2xlarge"),
      proxied("b"),
      planned(TARGET, "cluster-target", {}),
    ).filter(([resource]) => String(resource).includes("target"));
    assert.deepEqual(proxies, [
      ["proxy target b-target", "8 processors x 730 hours x $0.018", 105.12],
      ["proxy target cluster-target", "8 ACU x 730 hours x $0.018", 105.12],
      ["proxy target a-target", "2 processors x 730 hours x $0.018", 26.28],
    ]);
  });

  it("count what of functions is kept ready, always or in the mean of a schedule", () => {
    const FN = "aws:lambda/function:Function";
    const TARGET = "aws:appautoscaling/target:Target";
    const action = (name: string, schedule: string, instances: number) =>
      planned(
        "aws:appautoscaling/scheduledAction:ScheduledAction",
        name,
        {
          schedule,
          timezone: "Europe/Brussels",
          scalableTargetAction: { minCapacity: instances, maxCapacity: instances },
        },
        { uses: { resourceId: [`${TARGET} organise-scaling`] } },
      );
    assert.deepEqual(
      items(
        planned(FN, "organise", { memorySize: 512, architectures: ["arm64"] }),
        planned(
          "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
          "organise-provisioned",
          { provisionedConcurrentExecutions: 2 },
          { uses: { functionName: [`${FN} organise`] } },
        ),
        planned(
          TARGET,
          "organise-scaling",
          { serviceNamespace: "lambda" },
          { uses: { resourceId: [`${FN} organise`] } },
        ),
        // 12 hours of 24, 7 instances; 5 days of 7.
        action("open", "cron(0 8 ? * MON-FRI *)", 14),
        action("closed", "cron(0 20 ? * MON-FRI *)", 0),
      ),
      [
        ["scaling target organise-scaling", "2.5 GB kept ready x 730 hours x $0.012", 21.9],
        ["provisioned concurrency config organise-provisioned", "1 GB kept ready x 730 hours x $0.012", 8.76],
      ],
    );
  });

  it("count gateways, addresses, keys, secrets, alarms, dashboards, zones and web ACLs", () => {
    const of = (type: string, inputs = {}) => planned(type, "it", inputs);

    assert.deepEqual(
      items(
        of("aws:ec2/natGateway:NatGateway"),
        of("aws:ec2/eip:Eip"),
        of("aws:kms/key:Key"),
        of("aws:secretsmanager/secret:Secret"),
        of("aws:cloudwatch/metricAlarm:MetricAlarm"),
        of("aws:cloudwatch/dashboard:Dashboard"),
        of("aws:route53/zone:Zone"),
        of("aws:wafv2/webAcl:WebAcl", { rules: [{}, {}] }),
        of("aws:lambda/function:Function"),
      ),
      [
        ["NAT gateway it", "1 gateway x 730 hours x $0.048", 35.04],
        ["web acl it", "1 web ACL x $5", 5],
        ["EIP it", "1 public address x 730 hours x $0.005", 3.65],
        ["dashboard it", "1 dashboard x $3", 3],
        ["web acl it", "2 rules x $1", 2],
        ["key it", "1 key x $1", 1],
        ["zone it", "1 hosted zone x $0.5", 0.5],
        ["secret it", "1 secret x $0.4", 0.4],
        ["metric alarm it", "1 metric x $0.1", 0.1],
      ],
    );
  });

  it("count the units of a table and its indexes, the alarms by which they follow the load, and none on demand", () => {
    const table = (name: string, inputs: object) => planned("aws:dynamodb/table:Table", name, { ...inputs });
    const globalSecondaryIndexes = [{ readCapacity: 5, writeCapacity: 1 }];
    const provisioned = { billingMode: "PROVISIONED", readCapacity: 5, writeCapacity: 1, globalSecondaryIndexes };

    assert.deepEqual(
      items(
        table("shows", provisioned),
        table("archive", { ...provisioned, globalSecondaryIndexes: [], tableClass: "STANDARD_INFREQUENT_ACCESS" }),
        table("halls", { billingMode: "PAY_PER_REQUEST" }),
        planned("aws:appautoscaling/policy:Policy", "shows-read", { serviceNamespace: "dynamodb" }),
      ),
      [
        ["table shows", "10 read units x 730 hours x $0.000147", 1.07],
        ["table shows", "2 write units x 730 hours x $0.000735", 1.07],
        ["table archive", "5 read units x 730 hours x $0.0001837", 0.67],
        ["table archive", "1 write unit x 730 hours x $0.0009187", 0.67],
        ["scaling policy shows-read", "4 alarms x $0.1", 0.4],
      ],
    );
  });

  it("count each metric of an alarm on a sum", () => {
    const metric = { metricName: "x" };
    const metricQueries = [{ expression: "SUM(METRICS())" }, { metric }, { metric }];

    assert.deepEqual(items(planned("aws:cloudwatch/metricAlarm:MetricAlarm", "it", { metricQueries })), [
      ["metric alarm it", "2 metrics x $0.1", 0.2],
    ]);
  });

  it("count shards of streams, and the calls of schedules by their rate", () => {
    const stream = (name: string, props: object) => planned("aws:kinesis/stream:Stream", name, { ...props });
    const schedule = (name: string, scheduleExpression: string) =>
      planned("aws:scheduler/schedule:Schedule", name, { scheduleExpression });
    const { items } = fixedCosts(
      stackOf(
        stream("clicks", { streamModeDetails: { streamMode: "ON_DEMAND" } }),
        stream("moves", { shardCount: 2 }),
        schedule("often", "rate(1 minute)"),
        schedule("at-seven", "cron(0 7 * * ? *)"),
      ),
    );
    assert.deepEqual(
      items.map(({ calculation, monthly }) => `${calculation}: ${monthly}`),
      [
        "1 stream on demand x 730 hours x $0.044: 32.12",
        "2 shards x 730 hours x $0.017: 24.82",
        "60 calls of its target x 730 hours x $0.000001: 0.04",
      ],
    );
  });

  it("count what Lambda asks an idle queue, and add up", () => {
    const queue = planned("aws:sqs/queue:Queue", "jobs");
    const source = planned(
      "aws:lambda/eventSourceMapping:EventSourceMapping",
      "work",
      {},
      { uses: { eventSourceArn: [queue.urn] } },
    );
    const alarms = ["a", "b"].map((name) => planned("aws:cloudwatch/metricAlarm:MetricAlarm", name));
    const costs = fixedCosts(stackOf(queue, source, ...alarms));

    assert.deepEqual(costs.items[0], {
      resource: "event source mapping work",
      calculation: "900 polls of the empty queue x 730 hours x $0.0000004",
      monthly: 0.26,
    });
    assert.equal(costs.monthly, 0.46);
    assert.equal(costs.prices.region, "eu-west-1");
  });
});
