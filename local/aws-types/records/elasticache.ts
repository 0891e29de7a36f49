import { type AwsTypes, type Change, here, input, LOWER, type Subject, text } from "../aws-type";
import { hyphened, type NameRule } from "../name-rule";
import { between, like, oneOf, type Violation } from "../rule";

/** fidelity: docs: CreateUser, CreateServerlessCache, CreateReplicationGroup: what identifiers are made of */
const identifier = (max: number): NameRule => ({
  max,
  pattern: /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
  allowed: "lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
});

/** Of users and their groups. */
const IDENTIFIER = like(/^[a-z](?!.*--)[a-z0-9-]{0,39}(?<!-)$/, `up to 40 ${identifier(40).allowed}`);

const ENGINES = oneOf("redis", "valkey");

/** fidelity: docs: ElastiCache user guide, "Finding connection endpoints": how those of serverless caches look */
const serverlessHost = ({ name, region, digits }: Subject, kind = ""): string =>
  `${name}-${digits(6, LOWER)}.serverless${kind}.${shortRegion(region)}.cache.amazonaws.com`;

const nodesHost = (kind: "master" | "replica" | "clustercfg", { name, region, digits }: Subject): string =>
  `${kind}.${name}.${digits(6, LOWER)}.${shortRegion(region)}.cache.amazonaws.com`;

/** `eu-west-1` is `euw1` in names of caches. fidelity: observed: endpoints of ElastiCache */
const shortRegion = (region: string): string => {
  const [place = "", direction = "", number = ""] = region.split("-");
  return `${place}${direction.slice(0, 1)}${number}`;
};

/** Whether a group of nodes is sharded. */
const isSharded = ({
  numNodeGroups,
  nodeGroupConfigurations,
  clusterMode,
  parameterGroupName,
}: Subject["inputs"]): boolean =>
  clusterMode === "enabled" ||
  numNodeGroups !== undefined ||
  nodeGroupConfigurations !== undefined ||
  text(parameterGroupName).endsWith(".cluster.on");

const replicationGroupOutputs = (subject: Subject) => {
  const { inputs, name } = subject;
  const clusterEnabled = isSharded(inputs);
  const shards = Number(inputs.numNodeGroups ?? 1);
  const replicas = Number(inputs.replicasPerNodeGroup ?? Math.max(Number(inputs.numCacheClusters ?? 1) - 1, 0));
  const members = Array.from({ length: shards * (replicas + 1) }, (_, at) =>
    clusterEnabled
      ? `${name}-${String(Math.floor(at / (replicas + 1)) + 1).padStart(4, "0")}-${String((at % (replicas + 1)) + 1).padStart(3, "0")}`
      : `${name}-${String(at + 1).padStart(3, "0")}`,
  );
  return {
    clusterEnabled,
    memberClusters: members,
    numCacheClusters: members.length,
    numNodeGroups: shards,
    replicasPerNodeGroup: replicas,
    ...(clusterEnabled
      ? { configurationEndpointAddress: nodesHost("clustercfg", subject) }
      : {
          primaryEndpointAddress: nodesHost("master", subject),
          readerEndpointAddress: nodesHost("replica", subject),
        }),
  };
};

/** fidelity: docs: ModifyServerlessCache, ModifyReplicationGroup: from Redis to Valkey only; the words are a guess */
const refusedEngine = ({ olds, news }: Change): readonly Violation[] =>
  olds.engine === "valkey" && news.engine === "redis"
    ? [{ property: "engine", reason: "InvalidParameterCombination: a cache of Valkey cannot become one of Redis" }]
    : [];

export const ELASTICACHE: AwsTypes = {
  "aws:elasticache/cluster:Cluster": {
    // fidelity: observed: provider/resources.go of pulumi-aws, AutoNameTransform
    name: { ...hyphened(50), property: "clusterId" },
    arn: here("elasticache", "cluster:"),
    // fidelity: observed: resourceCluster of the provider: CustomizeDiff
    replacedBy: ({ olds, news }) => [
      ...(news.engine === "memcached" && olds.nodeType !== news.nodeType ? ["nodeType"] : []),
      ...(Number.parseFloat(text(news.engineVersion)) < Number.parseFloat(text(olds.engineVersion))
        ? ["engineVersion"]
        : []),
    ],
    replaceOn: [
      "availabilityZone",
      "engine",
      "networkType",
      "port",
      "replicationGroupId",
      "snapshotArns",
      "snapshotName",
      "subnetGroupName",
      "transitEncryptionEnabled",
    ],
  },
  "aws:elasticache/serverlessCache:ServerlessCache": {
    name: identifier(40),
    arn: here("elasticache", "serverlesscache:"),
    outputs: (subject) => ({
      status: "available",
      fullEngineVersion: subject.inputs.engine === "valkey" ? "8.1" : "7.1",
      endpoints: [{ address: serverlessHost(subject), port: 6379 }],
      readerEndpoints: [{ address: serverlessHost(subject), port: 6380 }],
    }),
    limits: {
      engine: oneOf("memcached", "redis", "valkey"),
      // fidelity: docs: CreateServerlessCache, SnapshotRetentionLimit
      snapshotRetentionLimit: between(0, 35),
      dailySnapshotTime: like(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day in UTC, 09:00"),
    },
    // fidelity: observed: serverless_cache.go of the provider
    replaceOn: ["kmsKeyId", "networkType", "snapshotArnsToRestores", "subnetIds"],
    replacedBy: ({ olds, news }) =>
      olds.engine === "redis" && news.engine === "valkey" ? [] : changedEngine(olds, news),
    defaults: ({ engine }) => ({ majorEngineVersion: engine === "valkey" ? "8" : "7", networkType: "ipv4" }),
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    name: { ...identifier(40), property: "replicationGroupId" },
    arn: here("elasticache", "replicationgroup:"),
    outputs: replicationGroupOutputs,
    limits: {
      engine: ENGINES,
      port: between(1024, 65_535),
      snapshotRetentionLimit: between(0, 35),
      replicasPerNodeGroup: between(0, 5),
      numNodeGroups: between(1, 500),
      numCacheClusters: between(1, 6),
    },
    replaceOn: [
      "dataTieringEnabled",
      "globalReplicationGroupId",
      "ipDiscovery",
      "kmsKeyId",
      "networkType",
      "port",
      "preferredCacheClusterAzs",
      "securityGroupNames",
      "snapshotArns",
      "snapshotName",
      "subnetGroupName",
    ],
    refuses: refusedEngine,
    defaults: { engine: "redis", port: 6379, autoMinorVersionUpgrade: true },
  },
  "aws:elasticache/user:User": {
    id: input("userId"),
    arn: ({ region, account }, id) => `elasticache:${region}:${account}:user:${id}`,
    limits: { engine: ENGINES, userId: IDENTIFIER },
    replaceOn: ["userId", "userName"],
  },
  "aws:elasticache/userGroup:UserGroup": {
    id: input("userGroupId"),
    arn: ({ region, account }, id) => `elasticache:${region}:${account}:usergroup:${id}`,
    limits: { engine: ENGINES, userGroupId: IDENTIFIER },
    replaceOn: ["userGroupId"],
    setByOthers: ["userIds"],
  },
  "aws:elasticache/userGroupAssociation:UserGroupAssociation": {
    id: ({ inputs }) => `${text(inputs.userGroupId)},${text(inputs.userId)}`,
    importedAs: "{userGroupId},{userId}",
    replaceOn: ["userGroupId", "userId"],
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    name: identifier(255),
    arn: here("elasticache", "subnetgroup:"),
    replaceOn: [],
    defaults: { description: "Managed by Pulumi" },
  },
};

/** fidelity: observed: serverless_cache.go of the provider: any other change of the engine replaces */
const changedEngine = (olds: Change["olds"], news: Change["news"]): readonly string[] =>
  olds.engine === news.engine ? [] : ["engine"];
