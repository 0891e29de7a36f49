import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { objectOf } from "../../../languages/json/json-object";
import type { Buses, BusRecord } from "../buses";

const TYPE = "aws:cloudwatch/eventBus:EventBus";

/** Its id is its name. */
export const eventBusType = (buses: Buses): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    await buses.create(name, settingsOf(inputs, context));
    return { id: name, outputs: { ...inputs, ...shown(buses, buses.require(name)) } };
  },
  async update(id, inputs, olds, context) {
    await buses.change(id, settingsOf(inputs, context));
    return { ...olds.outputs, ...inputs, ...shown(buses, buses.require(id)) };
  },
  async read(id) {
    const bus = buses.find(id);
    return bus && shown(buses, bus);
  },
  delete: (id) => buses.remove(id),
});

const settingsOf = (inputs: Properties, { defaultTags }: ResourceContext): Partial<BusRecord> => {
  const { description, kmsKeyIdentifier, deadLetterConfig, tags } = inputs;
  return {
    description: textOf(description),
    kmsKeyIdentifier: textOf(kmsKeyIdentifier),
    deadLetterArn: textOf(objectOf(deadLetterConfig).arn),
    tags: { ...defaultTags, ...(tags as Record<string, string> | undefined) }, // the provider's schema makes them text
  };
};

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const shown = (buses: Buses, bus: BusRecord): Properties => {
  const { name, description, kmsKeyIdentifier, deadLetterArn, tags = {} } = bus;
  return {
    name,
    arn: buses.arn(name),
    ...(description === undefined ? {} : { description }),
    ...(kmsKeyIdentifier === undefined ? {} : { kmsKeyIdentifier }),
    ...(deadLetterArn === undefined ? {} : { deadLetterConfig: { arn: deadLetterArn } }),
    ...(Object.keys(tags).length > 0 ? { tagsAll: tags } : {}),
  };
};
