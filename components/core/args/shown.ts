import * as pulumi from "@pulumi/pulumi";

/** A value as an error message names it: short, and whatever it is. */
export const shown = (value: unknown): string => {
  if (value === undefined) return "not set";
  if (pulumi.Output.isInstance(value)) return "an Output, which is only known once it is deployed";
  if (value instanceof Promise) return "a Promise";
  if (pulumi.Resource.isInstance(value)) return `a ${value.constructor.name}`;
  if (typeof value === "function") return `the ${/^class\b/.test(String(value)) ? "class" : "function"} ${value.name}`;
  if (typeof value !== "string" && (typeof value !== "object" || value === null)) return String(value);
  const text = json(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
};

const MAX_LENGTH = 100;

const json = (value: string | object): string => {
  try {
    // What an Output makes of itself as JSON is a paragraph of advice.
    return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key, made) {
      return pulumi.Output.isInstance(this[key]) ? "an Output" : made;
    });
  } catch {
    return `an object of ${Object.keys(value).join(", ")}`;
  }
};
