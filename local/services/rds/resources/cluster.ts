import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import {
  createMaster,
  deleteMaster,
  type ManagedSecrets,
  majorVersion,
  masterUserSecrets,
  masterViolations,
  secretName,
  text,
} from "../master";
import type { ServerRecord } from "../server-record";
import type { Servers } from "../servers";

const TYPE = "aws:rds/cluster:Cluster";

/** Inputs that make another kind of cluster than the local cloud has. */
const REFUSED: Readonly<Record<string, string>> = {
  snapshotIdentifier: "restoring a snapshot",
  restoreToPointInTime: "restoring to a point in time",
  s3Import: "importing from S3",
  replicationSourceIdentifier: "replication",
  globalClusterIdentifier: "global databases",
};

export const clusterType = (clusters: Servers, secrets: () => ManagedSecrets): ResourceType => ({
  type: TYPE,
  check: violations,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    const names = { user: "masterUsername", password: "masterPassword", secret: secretName("cluster", context) };
    const { secretArn, ...master } = await createMaster(inputs, names, secrets());
    const record: ServerRecord = {
      ...settings(inputs),
      identifier: id,
      resourceId: String(outputs.clusterResourceId),
      endpoint: String(outputs.endpoint),
      readerEndpoint: String(outputs.readerEndpoint),
      database: text(inputs.databaseName),
      master,
      ...(secretArn !== undefined && { secretArn }),
      instances: {},
    };
    await clusters.create(record);
    return { id, outputs: { ...outputs, ...computed(record) } };
  },
  async update(id, inputs, olds) {
    const { master } = clusters.find(id);
    const password = text(inputs.masterPassword) ?? master.password;
    const record = await clusters.change(id, { ...settings(inputs), master: { ...master, password } });
    return { ...olds.outputs, ...inputs, ...computed(record), engineVersionActual: inputs.engineVersion };
  },
  async read(id) {
    const record = clusters.all().find(({ identifier }) => identifier === id);
    return record && shown(record);
  },
  async delete(id, outputs) {
    await clusters.remove(id);
    await deleteMaster(outputs, secrets());
  },
});

const DEFAULT_PORT = 5432;

/** The part that may change in a cluster's life. */
const settings = (inputs: Properties) => ({
  port: typeof inputs.port === "number" ? inputs.port : DEFAULT_PORT,
  major: majorVersion(inputs),
  parameterGroup: text(inputs.dbClusterParameterGroupName),
  iamEnabled: inputs.iamDatabaseAuthenticationEnabled === true,
  dataApi: inputs.enableHttpEndpoint === true,
  pauseAfterSeconds: pauseAfter(inputs),
  deletionProtection: inputs.deletionProtection === true,
  finalSnapshot: inputs.skipFinalSnapshot === true ? undefined : text(inputs.finalSnapshotIdentifier),
});

/** fidelity: docs: ServerlessV2ScalingConfiguration: with a minimum of 0, after 300 seconds unless it says otherwise */
const pauseAfter = ({ serverlessv2ScalingConfiguration }: Properties): number | undefined => {
  const { minCapacity, secondsUntilAutoPause = 300 } = (serverlessv2ScalingConfiguration ?? {}) as Properties;
  return minCapacity === 0 ? Number(secondsUntilAutoPause) : undefined;
};

const shown = (record: ServerRecord): Properties => ({
  ...computed(record),
  engine: "aurora-postgresql",
  clusterIdentifier: record.identifier,
  clusterResourceId: record.resourceId,
  endpoint: record.endpoint,
  readerEndpoint: record.readerEndpoint,
  masterUsername: record.master.user,
  iamDatabaseAuthenticationEnabled: record.iamEnabled,
  deletionProtection: record.deletionProtection,
  ...(record.dataApi && { enableHttpEndpoint: true }),
  ...(record.database && { databaseName: record.database }),
  ...(record.parameterGroup && { dbClusterParameterGroupName: record.parameterGroup }),
  ...(record.secretArn && { manageMasterUserPassword: true }),
});

const computed = (record: ServerRecord): Properties => ({
  clusterMembers: Object.keys(record.instances),
  port: record.port,
  ...masterUserSecrets(record.secretArn),
});

const violations = (inputs: Properties) => {
  const found: { property: string; reason: string }[] = [];
  const refuse = (property: string, reason: string) => found.push({ property, reason });
  if (inputs.engine !== "aurora-postgresql") {
    refuse("engine", `must be "aurora-postgresql": the local cloud has no other engine (it is "${inputs.engine}")`);
  }
  for (const [property, what] of Object.entries(REFUSED)) {
    if (inputs[property] !== undefined) refuse(property, `${what} is not emulated by the local cloud`);
  }
  const { minCapacity, maxCapacity } = (inputs.serverlessv2ScalingConfiguration ?? {}) as Properties;
  // fidelity: docs: ServerlessV2ScalingConfiguration: 0 to 256 units, in halves, and 1 at least as the maximum
  for (const [name, capacity, min] of [
    ["minCapacity", minCapacity, 0],
    ["maxCapacity", maxCapacity, 1],
  ] as const) {
    if (typeof capacity !== "number" || (capacity >= min && capacity <= 256 && Number.isInteger(capacity * 2)))
      continue;
    refuse(`serverlessv2ScalingConfiguration.${name}`, `must be ${min} to 256 in steps of 0.5 (it is ${capacity})`);
  }
  if (Number(minCapacity) > Number(maxCapacity)) {
    refuse(
      "serverlessv2ScalingConfiguration.minCapacity",
      `must not be over maxCapacity (${minCapacity}, ${maxCapacity})`,
    );
  }
  if (inputs.skipFinalSnapshot !== true && !text(inputs.finalSnapshotIdentifier)) {
    refuse("finalSnapshotIdentifier", "is required unless skipFinalSnapshot is true");
  }
  return [...found, ...masterViolations(inputs, "masterPassword")];
};
