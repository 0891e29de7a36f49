import { digits } from "./life";
import { SHAPES } from "./recorded-shapes";
import type { Created, Properties, ResourceContext } from "./resource-type";
import type { Shape, Subject } from "./shapes/shape";
import { UNKNOWN } from "./signatures";

/** A resource type that nobody described: named after its logical name, with an ARN of its module. */
const unlisted = (type: string): Shape => {
  const [, module = "", kind = ""] = type.split(":");
  const service = module.split("/")[0] ?? module;
  return {
    id: ({ name }) => name,
    arn: ({ region, account, name }) => `${service}:${region}:${account}:${kind.toLowerCase()}/${name}`,
  };
};

/**
 * The outputs that AWS would give a resource of which the local cloud keeps a record only: its own id, ARN and names,
 * the same for one life of the resource. A property that AWS computes and nobody described stays absent.
 */
export const recorded = (type: string, inputs: Properties, context: ResourceContext): Created => {
  if (!type.startsWith("aws:")) return { id: digits(seed(context), 20), outputs: inputs };
  const shape = SHAPES[type] ?? unlisted(type);
  const given = shape.named ? inputs[shape.named] : undefined;
  const name = typeof given === "string" ? given : context.autoName();
  const subject: Subject = {
    name,
    inputs,
    region: context.region,
    account: context.account,
    digits: (length, alphabet) => digits(seed(context), length, alphabet),
  };
  const id = shape.id(subject);
  const arn = shape.arn ? `arn:aws:${shape.arn(subject, id)}` : "";
  const computed = {
    region: context.region,
    ...(arn ? { arn } : {}),
    ...(shape.named ? { [shape.named]: name } : {}),
    ...shape.outputs?.(subject, id, arn),
  };
  return { id, outputs: { ...computed, ...inputs, ...tagsAll(inputs, context.defaultTags) } };
};

/** Types that `recorded` knows in detail. */
export const describedTypes = (): string[] => Object.keys(SHAPES).sort();

const seed = (context: ResourceContext): string => `${context.urn}/${context.autoName()}`;

/** The provider's default tags under the resource's own, as the output of every type that takes tags. */
export const tagsAll = (inputs: Properties, defaultTags: Readonly<Record<string, string>>): Properties => {
  if (inputs.tags === UNKNOWN) return {};
  const own = typeof inputs.tags === "object" && inputs.tags !== null ? inputs.tags : {};
  const all = { ...defaultTags, ...own };
  return Object.keys(all).length > 0 ? { tagsAll: all } : {};
};
