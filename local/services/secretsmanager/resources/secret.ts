import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import type { SecretRecord } from "../secret-record";
import type { Secrets } from "../secrets";

const TYPE = "aws:secretsmanager/secret:Secret";

export const secretType = (secrets: Secrets): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    // A crash may have left the secret without its state: then it is taken over.
    const record = await secrets.keep({
      ...(secrets.find(name) ?? (await secrets.create({ name }))),
      ...changeable(inputs, context),
    });
    return { id: record.arn, outputs: outputsOf(record, inputs) };
  },
  async update(id, inputs, _, context) {
    const record = secrets.find(id);
    if (!record) throw new Error(`${context.name}: secret ${id} is gone`);
    return outputsOf(await secrets.keep({ ...record, ...changeable(inputs, context) }), inputs);
  },
  async read(id, outputs) {
    return secrets.find(id) ? outputs : undefined;
  },
  // fidelity: guess: gone at once; AWS keeps a deleted secret for recoveryWindowInDays
  async delete(id) {
    const record = secrets.find(id);
    if (record) await secrets.remove(record);
  },
});

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const changeable = (inputs: Properties, { defaultTags }: ResourceContext) => ({
  description: text(inputs.description),
  kmsKeyId: text(inputs.kmsKeyId),
  tags: { ...defaultTags, ...(inputs.tags as Record<string, string> | undefined) }, // text by the provider's schema
  ...(inputs.policy === undefined ? {} : { policy: text(inputs.policy) }),
});

const outputsOf = (record: SecretRecord, inputs: Properties): Properties => ({
  ...inputs,
  arn: record.arn,
  name: record.name,
  policy: record.policy ?? "",
  recoveryWindowInDays: inputs.recoveryWindowInDays ?? 30,
  tagsAll: record.tags,
});
