import { nameOf } from "../../../aws-types/resource-names";
import { tagsAll } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Buses } from "../buses";

const TYPE = "aws:cloudwatch/eventBus:EventBus";

/** Its id is its name. */
export const eventBusType = (buses: Buses): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
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
