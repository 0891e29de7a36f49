import { nameOf } from "../../../aws-types/resource-names";
import { tagsAll } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Streams } from "../store";

const TYPE = "aws:kinesis/stream:Stream";

/** Its id is its ARN. */
export const streamType = (streams: Streams): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    await streams.create(name);
    const arn = streams.arn(name);
    return { id: arn, outputs: { ...inputs, name, arn, ...tagsAll(inputs, context.defaultTags) } };
  },
  async update(_, inputs, olds, context) {
    return { ...olds.outputs, ...inputs, ...tagsAll(inputs, context.defaultTags) };
  },
  async read(id, outputs) {
    return streams.has(named(id)) ? outputs : undefined;
  },
  delete: (id) => streams.remove(named(id)),
});

const named = (arn: string): string => arn.split("/").pop() ?? arn;
