import type { Properties, ResourceType } from "../engine/resource-type";
import { SECRET, SIGNATURE_KEY, UNKNOWN } from "../engine/signatures";
import type { Failure } from "./configuration";
import { limitFailures } from "./limits";
import { automaticName, type Naming, nameFailures, nameProperty } from "./names";
import { unknownFields } from "./nested-types";
import { hasUnknown, type Received, read } from "./properties";
import { type ResourceClass, resourceClass } from "./resource-class";
import { Refusal } from "./server";

export interface Checking extends Naming {
  /** Inputs of the last deployment; empty for a new resource. */
  readonly olds: Received;
  readonly news: Received;
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly behaviour: ResourceType | undefined;
}

/** Inputs as they count, marked as on the wire, and what AWS would refuse of them. */
export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
}

/** The name, the default tags and all rules that need no AWS. */
export const check = (checking: Checking): Checked => {
  const { type, news, behaviour } = checking;
  const resource = knownClass(type);
  const property = nameProperty(type, resource);
  const inputs = { ...news.raw, ...named(checking, property), ...tagged(checking, resource) };
  const { values } = read(inputs);
  const shape = [...unknownKeys(news, resource), ...missing(news, resource), ...unknownFields(type, news.values)];
  if (shape.length > 0) return { inputs, failures: shape };
  const refused = [
    ...nameFailures(type, property, values),
    ...limitFailures(type, values),
    ...(behaviour?.check?.(values) ?? []).filter(({ reason }) => !isOwn(reason)),
  ];
  // What is not known yet is checked in the update.
  return { inputs, failures: refused.filter((failure) => !hasUnknown(values[failure.property.split(".")[0] ?? ""])) };
};

/**
 * A limit of the local cloud and not of AWS: a stack that is on its way to AWS previews all the same, and only a
 * deployment into the local cloud is refused.
 */
const isOwn = (reason: string): boolean => /\blocal cloud\b|\bemulate/.test(reason);

/** @throws Refusal when the installed provider has no such type. */
export const knownClass = (type: string): ResourceClass => {
  const found = resourceClass(type);
  // fidelity: observed: pkg/tfbridge/provider.go of pulumi-terraform-bridge, Check
  if (!found) throw new Refusal(`unrecognized resource type (Check): ${type}`);
  return found;
};

// fidelity: observed: helper/schema/schema.go of terraform-plugin-sdk, and the bridge's "Examine values at"
const unknownKeys = ({ values }: Received, { inputs }: ResourceClass): Failure[] =>
  Object.keys(values)
    .filter((property) => !inputs.has(property))
    .map((property) => ({ property, reason: `Invalid or unknown key. Examine values at '${property}'.` }));

const missing = ({ values }: Received, { required }: ResourceClass): Failure[] =>
  required
    .filter((property) => values[property] === undefined)
    .map((property) => ({
      property,
      reason: `Missing required argument. The argument "${property}" is required, but no definition was found.`,
    }));

/** Names of the properties that were not given by the program, as the bridge notes them. */
const DEFAULTED = "__defaults";

const defaultedOf = ({ raw }: Received): readonly unknown[] => {
  const noted = raw[DEFAULTED];
  return Array.isArray(noted) ? noted : [];
};

/** Whether the program chose the value of a property itself. */
export const isChosen = (inputs: Received, property: string): boolean =>
  inputs.values[property] !== undefined && !defaultedOf(inputs).includes(property);

const named = (checking: Checking, property: string | undefined): Properties => {
  const { news, olds } = checking;
  if (property === undefined || news.values[property] !== undefined) return {};
  // With a prefix AWS, or rather the provider, makes up the rest.
  if (news.values[`${property}Prefix`] !== undefined) return {};
  const before = defaultedOf(olds).includes(property) ? olds.values[property] : undefined;
  const name = before ?? automaticName(checking, news.values);
  return name === undefined ? {} : { [property]: name, [DEFAULTED]: [property] };
};

/** `tags` with the provider's default tags. fidelity: observed: `pulumi preview` of pulumi-aws 6 and 7 shows them as an input */
const tagged = ({ news, defaultTags }: Checking, { inputs, computed }: ResourceClass): Properties => {
  if (!inputs.has("tags") || !computed.includes("tagsAll")) return {};
  const { tags } = news.values;
  if (tags === UNKNOWN) return { tagsAll: UNKNOWN };
  const all = { ...defaultTags, ...(typeof tags === "object" ? tags : {}) };
  if (Object.keys(all).length === 0) return {};
  return { tagsAll: news.secrets.has("tags") ? { [SIGNATURE_KEY]: SECRET, value: all } : all };
};
