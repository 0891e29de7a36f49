import { awsType } from "../aws-types/aws-types";
import { nameViolations, prefixOf, propertyOf } from "../aws-types/name-rule";
import { knownClass } from "../aws-types/resource-class";
import type { Violation } from "../aws-types/rule";
import { known, violations } from "../aws-types/violations";
import { logicalNameProblem } from "../engine/resources/logical-name";
import type { Properties, ResourceType } from "../engine/resources/resource-type";
import { SECRET, SIGNATURE_KEY, UNKNOWN } from "../engine/values/signatures";
import { automaticName, type Naming } from "./naming";
import { type Received, read } from "./properties";
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
  readonly failures: readonly Violation[];
}

/** The name, the default tags and all rules that need no AWS. */
export const check = (checking: Checking): Checked => {
  const { type, name, news, behaviour } = checking;
  const problem = logicalNameProblem(name);
  if (problem) throw new Refusal(problem);
  const inputs = { ...news.raw, ...named(checking), ...tagged(checking) };
  const { tagsAll: _, ...values } = read(inputs).values;
  const refused = violations(type, values);
  if (refused.length > 0) return { inputs, failures: refused };
  const own = (behaviour?.check?.(values) ?? []).filter(({ reason }) => !isOwn(reason));
  return { inputs, failures: known(own, values) };
};

/**
 * A limit of the local cloud and not of AWS: a stack that is on its way to AWS previews all the same, and only a
 * deployment into the local cloud is refused.
 */
const isOwn = (reason: string): boolean => /\blocal cloud\b|\bemulate/.test(reason);

/** Names of the properties that were not given by the program, as the bridge notes them. */
const DEFAULTED = "__defaults";

const defaultedOf = ({ raw }: Received): readonly unknown[] => {
  const noted = raw[DEFAULTED];
  return Array.isArray(noted) ? noted : [];
};

/** Whether the program chose the value of a property itself. */
export const isChosen = (inputs: Received, property: string): boolean =>
  inputs.values[property] !== undefined && !defaultedOf(inputs).includes(property);

const named = (checking: Checking): Properties => {
  const { type, news, olds } = checking;
  const { name: rule } = awsType(type);
  if (!rule) return {};
  const property = propertyOf(rule);
  // With a prefix AWS, or rather the provider, makes up the rest.
  if (news.values[property] !== undefined || news.values[prefixOf(rule)] !== undefined) return {};
  const before = defaultedOf(olds).includes(property) ? olds.values[property] : undefined;
  // One without .fifo does not become the name of a FIFO queue.
  const fits = before !== undefined && nameViolations(rule, { ...news.values, [property]: before }).length === 0;
  const name = fits ? before : automaticName(checking, news.values);
  return name === undefined ? {} : { [property]: name, [DEFAULTED]: [property] };
};

/** `tags` with the provider's default tags. fidelity: observed: `pulumi preview` of pulumi-aws 6 and 7 shows them as an input */
const tagged = ({ type, news, defaultTags }: Checking): Properties => {
  const { inputs, computed } = knownClass(type);
  if (!inputs.has("tags") || !computed.includes("tagsAll")) return {};
  const { tags } = news.values;
  if (tags === UNKNOWN) return { tagsAll: UNKNOWN };
  const all = { ...defaultTags, ...(typeof tags === "object" ? tags : {}) };
  if (Object.keys(all).length === 0) return {};
  return { tagsAll: news.secrets.has("tags") ? { [SIGNATURE_KEY]: SECRET, value: all } : all };
};
