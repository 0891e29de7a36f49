import { tagsAll } from "../../../engine/recorded";
import type { ResourceType } from "../../../engine/resource-type";
import type { Buses } from "../buses";

/** Its id is its name. */
export const eventBusType = (buses: Buses): ResourceType => ({
  type: "aws:cloudwatch/eventBus:EventBus",
  replaceOn: ["name", "eventSourceName"],
  async create(inputs, context) {
    const name = typeof inputs.name === "string" ? inputs.name : context.autoName(256);
    await buses.create(name);
    return { id: name, outputs: { ...inputs, name, arn: buses.arn(name), ...tagsAll(inputs, context.defaultTags) } };
  },
  async update(_, inputs, olds, context) {
    return { ...olds.outputs, ...inputs, ...tagsAll(inputs, context.defaultTags) };
  },
  async read(id, outputs) {
    return buses.has(id) ? outputs : undefined;
  },
  delete: (id) => buses.remove(id),
});
