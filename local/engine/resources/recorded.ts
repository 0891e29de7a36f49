import type { Subject } from "../../aws-types/aws-type";
import { awsType } from "../../aws-types/aws-types";
import { nameOf, nameProperty } from "../../aws-types/resource-names";
import { UNKNOWN } from "../values/signatures";
import { digits } from "./life";
import type { Created, Properties, ResourceContext } from "./resource-type";

/**
 * The outputs that AWS would give a resource of which the local cloud keeps a record only: its own id, ARN and names,
 * the same for one life of the resource. A property that AWS computes and nobody described stays absent.
 */
export const recorded = (type: string, inputs: Properties, context: ResourceContext): Created => {
  if (!type.startsWith("aws:")) return { id: digits(seed(context), 20), outputs: inputs };
  const record = awsType(type);
  const property = nameProperty(type);
  const name = nameOf(type, inputs, context);
  // What CloudFront needs is in us-east-1, wherever the stack is.
  const region = typeof inputs.region === "string" ? inputs.region : context.region;
  const subject: Subject = {
    name,
    inputs,
    region,
    account: context.account,
    digits: (length, alphabet) => digits(seed(context), length, alphabet),
  };
  const id = record.id?.(subject) ?? name;
  const arn = record.arn ? `arn:aws:${record.arn(subject, id)}` : "";
  const computed = {
    region,
    ...(arn ? { arn } : {}),
    ...(property ? { [property]: name } : {}),
    ...record.outputs?.(subject, id, arn),
  };
  const whole: Properties = computed;
  const told = Object.fromEntries(Object.keys(record.told ?? {}).map((key) => [key, whole[key]]));
  return { id, outputs: { ...computed, ...inputs, ...told, ...tagsAll(inputs, context.defaultTags) } };
};

const seed = (context: ResourceContext): string => `${context.urn}/${context.autoName()}`;

/** The provider's default tags under the resource's own, as the output of every type that takes tags. */
export const tagsAll = (inputs: Properties, defaultTags: Readonly<Record<string, string>>): Properties => {
  if (inputs.tags === UNKNOWN) return {};
  const own = typeof inputs.tags === "object" && inputs.tags !== null ? inputs.tags : {};
  const all = { ...defaultTags, ...own };
  return Object.keys(all).length > 0 ? { tagsAll: all } : {};
};
