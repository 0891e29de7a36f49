import { awsType } from "../../aws-types/aws-types";
import { importedProperties, importIdOf } from "../../aws-types/import-id";
import { takesTags } from "../../aws-types/resource-class";
import { nameProperty } from "../../aws-types/resource-names";
import type { Collection, Storage } from "../../data/storage";
import { withDigests } from "../values/asset-digest";
import { equal } from "../values/diff";
import { atEndpoint, withoutPort } from "../values/queue-urls";
import type { ProviderSettings } from "./life";
import { tagsAll } from "./recorded";
import type { Created, Properties, ReadableType, ResourceContext, ResourceType } from "./resource-type";

/**
 * What the resources of the account were made with, whichever door made them: all that there is of those that are only
 * recorded, and what services do not hold of the others.
 */
export class KeptResources {
  constructor(
    private readonly storage: Storage,
    /** Of this run, `http://127.0.0.1:4566`. */
    private readonly endpoint: () => string,
  ) {}

  /** A behaviour whose resources are kept, and read: as the service has them, and otherwise as they are kept. */
  keeping(own: ResourceType): ReadableType {
    const { type } = own;
    const keep = async (id: string, inputs: Properties, made: Properties, { defaultTags }: ResourceContext) => {
      const properties = { ...inputs, ...(takesTags(type) && tagsAll(inputs, defaultTags)), ...made };
      const live = await own.read?.(id, properties);
      await this.put(type, { id, outputs: { ...properties, ...live } });
      return { ...made, ...live };
    };
    return {
      ...own,
      create: async (inputs, context) => {
        const { id, outputs } = await own.create(inputs, context);
        return { id, outputs: await keep(id, inputs, outputs, context) };
      },
      ...(own.update && {
        update: async (id, inputs, olds, context) => {
          const made = { ...(await own.update?.(id, inputs, olds, context)) };
          // What the program no longer says is not what it said last.
          for (const [key, value] of Object.entries(olds.inputs)) {
            if (inputs[key] === undefined && equal(made[key], value)) delete made[key];
          }
          return keep(id, inputs, made, context);
        },
      }),
      read: async (id, known) => {
        const kept = this.find(type, importIdOf(type, id, known))?.outputs;
        const live = own.read ? await own.read(id, { ...known, ...kept }) : kept;
        return live && withOwnTags({ ...kept, ...live }, kept);
      },
      delete: async (id, outputs) => {
        await own.delete(id, outputs);
        await this.of(type).remove(withoutPort(importIdOf(type, id, outputs)));
      },
    };
  }

  /**
   * What an import or a `.get()` names; `undefined` when it is not there.
   * @throws when the text is not of the form in which the type is named
   */
  async named(behaviour: ReadableType, text: string, settings: ProviderSettings): Promise<Created | undefined> {
    const { type } = behaviour;
    const { id: given, ...named }: Properties = importedProperties(type, text);
    const id = this.find(type, text)?.id ?? String(given ?? idOf(type, named, settings));
    const outputs = await behaviour.read(id, named);
    return outputs && { id, outputs: withoutDefaultTags(outputs, settings) };
  }

  /** Takes in what was made before anything was kept. */
  async adopt(type: string, resource: Created): Promise<void> {
    if (!this.find(type, importIdOf(type, resource.id, resource.outputs))) await this.put(type, resource);
  }

  private find(type: string, importId: string): Created | undefined {
    return atEndpoint(this.endpoint(), this.of(type).get(withoutPort(importId)));
  }

  private put(type: string, { id, outputs }: Created): Promise<void> {
    return this.of(type).put(withoutPort(importIdOf(type, id, outputs)), { id, outputs: withDigests(outputs) });
  }

  /** By what names it in an import: ids of some types are unique within another resource only. */
  private of(type: string): Collection<Created> {
    return this.storage.collection(`resources/${type}`);
  }
}

/** The id that follows from what an import says. */
const idOf = (type: string, inputs: Properties, { region, account }: ProviderSettings): string => {
  const name = String(inputs[nameProperty(type) ?? ""] ?? "");
  return awsType(type).id?.({ name, inputs, region, account, digits: () => "" }) ?? name;
};

const tags = (value: unknown): Properties => (typeof value === "object" && value !== null ? { ...value } : {});

/** The resource's own tags among those that the service has: without the provider's default tags at the last operation. */
const withOwnTags = (now: Properties, kept: Properties = {}): Properties => {
  const [all, before, own] = [tags(now.tagsAll), tags(kept.tagsAll), tags(kept.tags)];
  if (equal(all, before)) return now;
  const left = Object.entries(all).filter(([key, value]) => key in own || before[key] !== value);
  return { ...now, tags: Object.fromEntries(left) };
};

const withoutDefaultTags = (found: Properties, { defaultTags }: ProviderSettings): Properties => {
  if (found.tags === undefined) return found;
  const left = Object.entries(tags(found.tags)).filter(([key, value]) => defaultTags[key] !== value);
  return { ...found, tags: Object.fromEntries(left) };
};
