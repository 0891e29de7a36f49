import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { notFound } from "../events-error";
import { type EventServices, Tags, tagList, tagMap } from "./events-operation";

const Tagged = z.object({ ResourceARN: z.string().min(1).max(1_600) });

interface TaggedThing {
  readonly tags: Readonly<Record<string, string>>;
  set(tags: Readonly<Record<string, string>>): Promise<void>;
}

/** A bus or a rule, by its ARN. @throws {ServiceError} */
const thingOf = ({ buses, rules }: EventServices, arn: string): TaggedThing => {
  const bus = buses.find(buses.nameOf(arn));
  if (bus && arn.includes(":event-bus/")) {
    return { tags: bus.tags ?? {}, set: (tags) => buses.change(bus.name, { tags }) };
  }
  const rule = rules.all().find((each) => each.arn === arn);
  if (rule) return { tags: rule.tags ?? {}, set: (tags) => rules.put({ ...rule, tags }) };
  const [, kind = "", name = ""] = /:(event-bus|rule)\/(.+)$/.exec(arn) ?? [];
  throw notFound(
    kind === "event-bus"
      ? `Event bus ${name} does not exist.`
      : `Rule ${name.split("/").pop()} does not exist on EventBus default.`,
  );
};

const tagged = (services: EventServices, { ResourceARN }: z.output<typeof Tagged>) =>
  resource(ResourceARN, () => thingOf(services, ResourceARN));

export const tagResource = operation(
  "TagResource",
  Tagged.extend({ Tags }),
  { action: "events:TagResource", on: tagged },
  () =>
    async ({ Tags: added }, { tags, set }) => {
      await set({ ...tags, ...tagMap(added) });
      return {};
    },
);

export const untagResource = operation(
  "UntagResource",
  Tagged.extend({ TagKeys: z.array(z.string()) }),
  { action: "events:UntagResource", on: tagged },
  () =>
    async ({ TagKeys }, { tags, set }) => {
      await set(Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
      return {};
    },
);

export const listTagsForResource = operation(
  "ListTagsForResource",
  Tagged,
  { action: "events:ListTagsForResource", on: tagged },
  () =>
    (_, { tags }) => ({ Tags: tagList(tags) }),
);
