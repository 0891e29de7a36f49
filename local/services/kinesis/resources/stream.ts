import { nameOf } from "../../../aws-types/resource-names";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Streams } from "../store";

const TYPE = "aws:kinesis/stream:Stream";

/** Its id is its ARN. */
export const streamType = (streams: Streams): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    await streams.create(name);
    await streams.encrypt(name, keyOf(inputs));
    const arn = streams.arn(name);
    return { id: arn, outputs: { ...inputs, name, arn, ...tagsAll(inputs, context.defaultTags) } };
  },
  async update(id, inputs, olds, context) {
    await streams.encrypt(named(id), keyOf(inputs));
    return { ...olds.outputs, ...inputs, ...tagsAll(inputs, context.defaultTags) };
  },
  async read(id) {
    if (!streams.has(named(id))) return undefined;
    const { name, key } = streams.require(named(id));
    return { name, arn: id, ...(key === undefined ? {} : { encryptionType: "KMS", kmsKeyId: key }) };
  },
  delete: (id) => streams.remove(named(id)),
});

const keyOf = ({ encryptionType, kmsKeyId }: Properties): string | undefined =>
  encryptionType === "KMS" && kmsKeyId !== undefined ? String(kmsKeyId) : undefined;

const named = (arn: string): string => arn.split("/").pop() ?? arn;
