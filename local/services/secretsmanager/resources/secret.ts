import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { readPolicy } from "../resource-policy";
import type { Replica, SecretRecord } from "../secret-record";
import type { Secrets } from "../secrets";

const TYPE = "aws:secretsmanager/secret:Secret";

export const secretType = (secrets: Secrets, cloud: Pick<Cloud, "clock">): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    const known = secrets.find(name);
    // A crash may have left the secret without its state: then it is taken over.
    const record = known && !known.deletion ? known : await secrets.create({ name });
    return changed(secrets, record, inputs, context, cloud);
  },
  async update(id, inputs, _, context) {
    const record = secrets.find(id);
    if (!record) throw new Error(`${context.name}: secret ${id} is gone`);
    return (await changed(secrets, record, inputs, context, cloud)).outputs;
  },
  async read(id) {
    const record = secrets.find(id);
    return record && shown(record);
  },
  async delete(id, { recoveryWindowInDays: days = 30 }) {
    const record = secrets.find(id);
    if (!record) return;
    if (Number(days) === 0) await secrets.remove(record);
    else if (!record.deletion) await secrets.schedule(record, Number(days));
  },
});

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** A secret with what the inputs say of it, kept. */
const changed = async (
  secrets: Secrets,
  record: SecretRecord,
  inputs: Properties,
  { defaultTags }: ResourceContext,
  { clock }: Pick<Cloud, "clock">,
) => {
  const policy = inputs.policy === undefined ? record.policy : text(inputs.policy);
  if (policy !== undefined) readPolicy(policy);
  const kept = await secrets.keep({
    ...record,
    description: text(inputs.description),
    kmsKeyId: text(inputs.kmsKeyId),
    tags: { ...defaultTags, ...(inputs.tags as Record<string, string> | undefined) }, // text by the provider's schema
    replicas: replicasOf(inputs.replicas),
    policy,
    changedAt: clock.now(),
  });
  const outputs = { ...inputs, ...shown(kept), recoveryWindowInDays: inputs.recoveryWindowInDays ?? 30 };
  return { id: kept.arn, outputs };
};

const replicasOf = (replicas: unknown): Replica[] =>
  Array.isArray(replicas)
    ? replicas.map(({ region, kmsKeyId }) => ({ region: String(region), kmsKeyId: text(kmsKeyId) }))
    : [];

const shown = (record: SecretRecord): Properties => {
  const { arn, name, policy = "", tags: tagsAll = {}, description, kmsKeyId, replicas = [] } = record;
  return {
    arn,
    name,
    policy,
    tagsAll,
    ...(description !== undefined && { description }),
    ...(kmsKeyId !== undefined && { kmsKeyId }),
    ...(replicas.length > 0 && {
      replicas: replicas.map(({ region, kmsKeyId: key = "alias/aws/secretsmanager" }) => ({
        region,
        kmsKeyId: key,
        status: "InSync",
        statusMessage: "Replication succeeded",
        lastAccessedDate: "",
      })),
    }),
  };
};
