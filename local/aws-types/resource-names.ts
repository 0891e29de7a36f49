import { digits } from "../engine/resources/life";
import type { Properties, ResourceContext } from "../engine/resources/resource-type";
import { awsType } from "./aws-types";
import { conforming, PREFIXED_DIGITS, prefixOf, propertyOf } from "./name-rule";

/** The input that holds the name of a type in AWS, where the name may be left out. */
export const nameProperty = (type: string): string | undefined => {
  const { name } = awsType(type);
  return name && propertyOf(name);
};

/** The name of a resource in AWS: the one it was given, or one of its prefix or of its logical name. */
export const nameOf = (type: string, inputs: Properties, context: ResourceContext): string => {
  const automatic = context.autoName();
  const { name: rule } = awsType(type);
  if (!rule) return automatic;
  const [given, prefix] = [inputs[propertyOf(rule)], inputs[prefixOf(rule)]];
  if (typeof given === "string") return given;
  const made =
    typeof prefix === "string"
      ? prefix + digits(`${context.urn}/${automatic}`, PREFIXED_DIGITS, "0123456789")
      : automatic;
  return conforming(rule, made, inputs);
};

/** Inputs with the name that a resource without one, and without a prefix, is given. */
export const withName = (type: string, inputs: Properties, context: ResourceContext): Properties => {
  const { name: rule } = awsType(type);
  if (!rule || inputs[prefixOf(rule)] !== undefined) return inputs;
  return { ...inputs, [propertyOf(rule)]: nameOf(type, inputs, context) };
};
