import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { ServiceError } from "../../../wire/service-error";
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
import { nameOf, type ServerRecord } from "../server-record";
import type { Servers } from "../servers";

const TYPE = "aws:rds/instance:Instance";

/** Inputs that make another kind of instance than the local cloud has. */
const REFUSED: Readonly<Record<string, string>> = {
  snapshotIdentifier: "restoring a snapshot",
  restoreToPointInTime: "restoring to a point in time",
  s3Import: "importing from S3",
  domain: "signing in through Active Directory",
  customIamInstanceProfile: "RDS Custom",
};

/** An instance of RDS for PostgreSQL; a replica follows its source by PostgreSQL's own streaming replication. */
export const instanceType = (instances: Servers, secrets: () => ManagedSecrets): ResourceType => ({
  type: TYPE,
  check: violations,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    const source = sourceOf(inputs, instances);
    if (source) checkSource(source);
    const names = { user: "username", password: "password", secret: secretName("db", context) };
    const { secretArn, ...master } = source
      ? { ...source.master, secretArn: undefined }
      : await createMaster(inputs, names, secrets());
    const record: ServerRecord = {
      ...settings(inputs, source),
      identifier: id,
      name: String(outputs.identifier),
      resourceId: id,
      endpoint: String(outputs.address),
      database: source ? source.database : text(inputs.dbName),
      master,
      instances: {},
      ...(source && { source: source.identifier }),
      ...(secretArn !== undefined && { secretArn }),
    };
    await instances.create(record);
    return { id, outputs: { ...outputs, ...shown(record, source) } };
  },
  async update(id, inputs, olds) {
    const before = instances.find(id);
    const { master, endpoint } = before;
    const name = nameOf(before);
    const source = sourceOf(inputs, instances);
    const renamed = text(inputs.identifier) ?? name;
    const record = await instances.change(id, {
      ...settings(inputs, source),
      // Its address begins with its name.
      name: renamed,
      endpoint: endpoint.replace(name, renamed),
      // A replica that follows nobody any more is promoted.
      source: source?.identifier,
      master: { ...master, password: text(inputs.password) ?? master.password },
    });
    return { ...olds.outputs, ...inputs, ...shown(record, source), engineVersionActual: inputs.engineVersion };
  },
  async read(id, known) {
    const record = instances.all().find((each) => each.identifier === id || nameOf(each) === (known.identifier ?? id));
    return record && shown(record, record.source === undefined ? undefined : instances.find(record.source));
  },
  async delete(id, outputs) {
    await instances.remove(id);
    await deleteMaster(outputs, secrets());
  },
});

const DEFAULT_PORT = 5432;

/** The instance that another one is to follow, by its identifier or its ARN. */
const sourceOf = ({ replicateSourceDb }: Properties, instances: Servers): ServerRecord | undefined => {
  const wanted = text(replicateSourceDb)?.replace(/^arn:.*:/, "");
  if (wanted === undefined) return undefined;
  const found = instances.all().find((each) => nameOf(each) === wanted);
  if (!found) throw instances.kind.notFound(wanted);
  return found;
};

/** What AWS refuses to follow. */
const checkSource = ({ secretArn }: ServerRecord): void => {
  // fidelity: observed: CreateDBInstanceReadReplica, as in issue 532 of the Terraform module for RDS
  if (secretArn !== undefined)
    throw new ServiceError(
      "InvalidParameterValue",
      "Creating read replicas for source instance with engine postgres where ManageMasterUserPassword is enabled is not supported.",
    );
};

/** The part that may change in an instance's life; a replica has of its source what is not its own to say. */
const settings = (inputs: Properties, source: ServerRecord | undefined) => ({
  port: typeof inputs.port === "number" ? inputs.port : (source?.port ?? DEFAULT_PORT),
  major: majorVersion(inputs) ?? source?.major,
  parameterGroup: text(inputs.parameterGroupName),
  iamEnabled: inputs.iamDatabaseAuthenticationEnabled === true,
  deletionProtection: inputs.deletionProtection === true,
  finalSnapshot: inputs.skipFinalSnapshot === true ? undefined : text(inputs.finalSnapshotIdentifier),
});

/** What the service holds. */
const shown = (record: ServerRecord, source: ServerRecord | undefined): Properties => ({
  identifier: nameOf(record),
  resourceId: record.resourceId,
  address: record.endpoint,
  endpoint: `${record.endpoint}:${record.port}`,
  port: record.port,
  engine: "postgres",
  username: record.master.user,
  iamDatabaseAuthenticationEnabled: record.iamEnabled,
  deletionProtection: record.deletionProtection,
  ...(record.database && { dbName: record.database }),
  ...(record.parameterGroup && { parameterGroupName: record.parameterGroup }),
  ...(source && { replicateSourceDb: nameOf(source) }),
  ...(record.secretArn && { manageMasterUserPassword: true }),
  ...masterUserSecrets(record.secretArn),
});

const violations = (inputs: Properties) => {
  const replica = text(inputs.replicateSourceDb) !== undefined;
  const found = Object.entries(REFUSED)
    .filter(([property]) => inputs[property] !== undefined)
    .map(([property, what]) => ({ property, reason: `${what} is not emulated by the local cloud` }));
  if (replica) return [...found, ...replicaViolations(inputs)];
  if (inputs.engine !== "postgres")
    found.push({
      property: "engine",
      reason: `must be "postgres": the local cloud has no other engine (it is "${inputs.engine}")`,
    });
  if (inputs.allocatedStorage === undefined)
    found.push({ property: "allocatedStorage", reason: "is required unless replicateSourceDb is set" });
  if (inputs.skipFinalSnapshot !== true && !text(inputs.finalSnapshotIdentifier))
    found.push({ property: "finalSnapshotIdentifier", reason: "is required unless skipFinalSnapshot is true" });
  return [...found, ...masterViolations(inputs, "password"), ...blueGreenViolations(inputs)];
};

/** fidelity: observed: the provider's own checks, and InvalidParameterCombination of CreateDBInstanceReadReplica */
const replicaViolations = (inputs: Properties) =>
  ["username", "dbName", "password", "manageMasterUserPassword"]
    .filter((property) => inputs[property] !== undefined && inputs[property] !== false)
    .map((property) => ({ property, reason: "must not be set for a replica: it has that of its source" }));

// fidelity: docs: RDS user guide, "Limitations for Secrets Manager integration with Amazon RDS"
const blueGreenViolations = ({ blueGreenUpdate, manageMasterUserPassword, backupRetentionPeriod }: Properties) => {
  if ((blueGreenUpdate as Properties | undefined)?.enabled !== true) return [];
  const refuse = (property: string, reason: string) => ({ property, reason });
  return [
    ...(manageMasterUserPassword === true
      ? [
          refuse(
            "manageMasterUserPassword",
            "must not be true with blueGreenUpdate: RDS has no blue/green deployments of such instances",
          ),
        ]
      : []),
    ...(Number(backupRetentionPeriod ?? 0) === 0
      ? [refuse("backupRetentionPeriod", "must be over 0 with blueGreenUpdate")]
      : []),
  ];
};
