import { tagsAll } from "../../../engine/recorded";
import type { ResourceType } from "../../../engine/resource-type";
import type { Streams } from "../store";

/** Its id is its ARN. */
export const streamType = (streams: Streams): ResourceType => ({
  type: "aws:kinesis/stream:Stream",
  replaceOn: ["name"],
  async create(inputs, context) {
    const name = typeof inputs.name === "string" ? inputs.name : context.autoName(128);
    await streams.create(name);
    const arn = streams.arn(name);
    return { id: arn, outputs: { ...inputs, name, arn, ...tagsAll(inputs, context.defaultTags) } };
  },
  async update(_, inputs, olds, context) {
    return { ...olds.outputs, ...inputs, ...tagsAll(inputs, context.defaultTags) };
  },
  async read(id, outputs) {
    return streams.has(nameOf(id)) ? outputs : undefined;
  },
  delete: (id) => streams.remove(nameOf(id)),
});

const nameOf = (arn: string): string => arn.split("/").pop() ?? arn;
