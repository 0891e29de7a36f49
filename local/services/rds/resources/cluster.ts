import { createHash, randomBytes } from "node:crypto";
import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import type { ClusterRecord } from "../cluster-record";
import type { Clusters } from "../clusters";

/** Where the passwords live that AWS manages for a cluster. */
export interface ManagedSecrets {
  /** Makes the secret, or finds the one of that name; its ARN, and what it holds now. */
  createManagedSecret(name: string, value: string): Promise<{ readonly arn: string; readonly value: string }>;
  deleteManagedSecret(arn: string): Promise<void>;
}

const TYPE = "aws:rds/cluster:Cluster";

/** Inputs that make another kind of cluster than the local cloud has. */
const REFUSED: Readonly<Record<string, string>> = {
  snapshotIdentifier: "restoring a snapshot",
  restoreToPointInTime: "restoring to a point in time",
  s3Import: "importing from S3",
  replicationSourceIdentifier: "replication",
  globalClusterIdentifier: "global databases",
};

export const clusterType = (clusters: Clusters, secrets: () => ManagedSecrets): ResourceType => ({
  type: TYPE,
  check: violations,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    const user = text(inputs.masterUsername) ?? "postgres";
    const managed = inputs.manageMasterUserPassword === true;
    const offered =
      text(inputs.masterPassword) ?? text(inputs.masterPasswordWo) ?? randomBytes(21).toString("base64url");
    const secret = managed
      ? await secrets().createManagedSecret(secretName(context), JSON.stringify({ username: user, password: offered }))
      : undefined;
    const password = secret ? (JSON.parse(secret.value) as { password: string }).password : offered;
    const record: ClusterRecord = {
      ...settings(inputs),
      identifier: id,
      resourceId: String(outputs.clusterResourceId),
      endpoint: String(outputs.endpoint),
      readerEndpoint: String(outputs.readerEndpoint),
      port: typeof inputs.port === "number" ? inputs.port : DEFAULT_PORT,
      major: major(inputs),
      database: text(inputs.databaseName),
      master: { user, password },
      secretArn: secret?.arn,
      instances: {},
    };
    await clusters.create(record);
    return { id, outputs: { ...outputs, ...computed(record) } };
  },
  async update(id, inputs, olds) {
    const { master } = clusters.find(id);
    const password = text(inputs.masterPassword) ?? master.password;
    const record = await clusters.change(id, { ...settings(inputs), master: { ...master, password } });
    return { ...olds.outputs, ...inputs, ...computed(record) };
  },
  async delete(id, outputs) {
    await clusters.remove(id);
    const [secret] = Array.isArray(outputs.masterUserSecrets) ? (outputs.masterUserSecrets as Properties[]) : [];
    const arn = text(secret?.secretArn);
    if (arn) await secrets().deleteManagedSecret(arn);
  },
});

const DEFAULT_PORT = 5432;

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const major = (inputs: Properties): number | undefined =>
  Number.parseInt(text(inputs.engineVersion) ?? "", 10) || undefined;

/** The part that may change in a cluster's life. */
const settings = (inputs: Properties) => ({
  parameterGroup: text(inputs.dbClusterParameterGroupName),
  iamEnabled: inputs.iamDatabaseAuthenticationEnabled === true,
  deletionProtection: inputs.deletionProtection === true,
  finalSnapshot: inputs.skipFinalSnapshot === true ? undefined : text(inputs.finalSnapshotIdentifier),
});

const computed = (record: ClusterRecord): Properties => ({
  clusterMembers: Object.keys(record.instances),
  port: record.port,
  masterUserSecrets: record.secretArn ? [{ secretArn: record.secretArn, secretStatus: "active", kmsKeyId: "" }] : [],
});

/** The same for one life of the cluster. fidelity: observed: `rds!cluster-<uuid>` */
const secretName = (context: ResourceContext): string => {
  const hex = createHash("sha256").update(`${context.urn}/${context.autoName()}`).digest("hex");
  return `rds!cluster-${hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
};

const violations = (inputs: Properties) => {
  const found: { property: string; reason: string }[] = [];
  const refuse = (property: string, reason: string) => found.push({ property, reason });
  if (inputs.engine !== "aurora-postgresql") {
    refuse("engine", `must be "aurora-postgresql": the local cloud has no other engine (it is "${inputs.engine}")`);
  }
  for (const [property, what] of Object.entries(REFUSED)) {
    if (inputs[property] !== undefined) refuse(property, `${what} is not emulated by the local cloud`);
  }
  if (inputs.skipFinalSnapshot !== true && !text(inputs.finalSnapshotIdentifier)) {
    refuse("finalSnapshotIdentifier", "is required unless skipFinalSnapshot is true");
  }
  if (inputs.manageMasterUserPassword === true && text(inputs.masterPassword)) {
    refuse("masterPassword", "must not be set when manageMasterUserPassword is true");
  }
  if (inputs.manageMasterUserPassword !== true && !text(inputs.masterPassword) && !text(inputs.masterPasswordWo)) {
    refuse("masterPassword", "is required unless manageMasterUserPassword is true");
  }
  return found;
};
