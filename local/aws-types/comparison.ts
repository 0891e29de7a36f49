import type { Properties } from "../engine/resources/resource-type";
import { equal } from "../engine/values/diff";
import { withoutPort } from "../engine/values/queue-urls";
import { awsType } from "./aws-types";
import { resourceClass } from "./resource-class";

/**
 * Old inputs with the new values wherever a change makes no difference to AWS: a default that is written out or no
 * longer, what a resource has already, documents that say the same. `state` holds the resource's properties.
 */
// fidelity: observed: helper/schema of terraform-plugin-sdk compares the configuration with the state, not with the last one
export const settled = (type: string, olds: Properties, news: Properties, state: Properties): Properties => {
  const filledIn = resourceClass(type)?.filledIn;
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  return Object.fromEntries(
    keys.map((key) => {
      const [old, now] = [olds[key], news[key]];
      const same =
        alike(old, now) ||
        [old, now, state[key]].every((value) => isDefault(type, key, value, state)) ||
        (old === undefined && (alike(now, state[key]) || (filledIn?.has(key) && within(now, state[key]))));
      return [key, same ? now : old];
    }),
  );
};

/** The inputs that would have made a resource as it is, without what AWS fills in by itself. */
export const impliedInputs = (type: string, properties: Properties): Properties => {
  const known = resourceClass(type);
  const name = awsType(type).name?.property ?? "name";
  const implied = Object.entries(properties).filter(
    ([key, value]) =>
      known?.inputs.has(key) &&
      (key === name || !known.filledIn.has(key)) &&
      (known.required.includes(key) || !isDefault(type, key, value, properties)),
  );
  return Object.fromEntries(implied.map(([key, value]) => [key, said(type, key, value)]));
};

/** Of a property what a program can say of it. */
const said = (type: string, key: string, value: unknown): unknown => {
  const told = awsType(type).told?.[key];
  if (told === undefined || !Array.isArray(value)) return value;
  return value.map((item: Properties) =>
    Object.fromEntries(Object.entries(item).filter(([field]) => !told.includes(field))),
  );
};

/** Inputs of the program as the service has them: what somebody changed there since the last operation. */
export const drifted = (type: string, inputs: Properties, before: Properties, now: Properties): Properties => {
  const known = resourceClass(type);
  const all = Object.entries(now).map(([key, value]) => [key, said(type, key, value)] as const);
  const changed = all.filter(([key, value]) => {
    const counts = known?.inputs.has(key);
    // What AWS fills in is its own affair until the program says it.
    if (!counts || (inputs[key] === undefined && known?.filledIn.has(key)) || isContent(inputs[key])) return false;
    const was = said(type, key, before[key]);
    return !alike(value, was) && ![value, was].every((each) => isDefault(type, key, each, now));
  });
  return Object.fromEntries(changed);
};

const isDefault = (type: string, key: string, value: unknown, resource: Properties): boolean => {
  const { defaults = {} } = awsType(type);
  const known = typeof defaults === "function" ? defaults(resource) : defaults;
  return value === undefined || (key in known ? alike(value, known[key]) : isEmpty(value));
};

const isEmpty = (value: unknown): boolean =>
  [null, false, 0, ""].includes(value as null) || (typeof value === "object" && Object.keys(value ?? {}).length === 0);

/** Files and archives, or their digests: nothing reads them back. */
const isContent = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "kind" in value && ["asset", "archive"].includes(String(value.kind));

/** The same value; documents are compared by what they say, queues at any port of the endpoint. */
const alike = (a: unknown, b: unknown): boolean => {
  if (typeof a !== "string" || typeof b !== "string") return equal(withoutPort(a), withoutPort(b));
  return withoutPort(a) === withoutPort(b) || (/^\s*[[{]/.test(a) && equal(parsed(a), parsed(b)));
};

/** What a program says of something that AWS fills in, which may be a part of it: no more than that it is enabled. */
const within = (said: unknown, whole: unknown): boolean => {
  if (typeof said !== "object" || typeof whole !== "object" || said === null || whole === null) {
    return said === undefined || alike(said, whole);
  }
  const sameLength = !Array.isArray(said) || (Array.isArray(whole) && said.length === whole.length);
  return sameLength && Object.entries(said).every(([key, value]) => within(value, (whole as Properties)[key]));
};

const parsed = (text: string): unknown => {
  try {
    return withoutPort(JSON.parse(text) as unknown);
  } catch {
    return text;
  }
};
