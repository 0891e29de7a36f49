import type { Service } from "../services/service";

/**
 * A program says where it is by the names of AWS, which lead nowhere on this machine: in what it gives out, those that
 * a service of the local cloud answers for lead there.
 */
export const addressesHere = <Value>(value: Value, services: readonly Pick<Service, "localUrl">[]): Value => {
  const here = (each: unknown): unknown => {
    if (typeof each === "string") {
      for (const service of services) {
        const url = service.localUrl?.(each);
        if (url !== undefined) return url;
      }
      return each;
    }
    if (Array.isArray(each)) return each.map(here);
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, here(inner)]));
  };
  return here(value) as Value; // of the same shape
};
