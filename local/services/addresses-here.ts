import type { Service } from "./service";

type Placed = readonly Pick<Service, "localUrl">[];

/** Where a browser on this machine finds what a URL of AWS leads to; `undefined` for one that leads elsewhere. */
export const addressHere = (url: string, services: Placed): string | undefined => {
  for (const service of services) {
    const here = service.localUrl?.(url);
    if (here !== undefined) return here;
  }
  return undefined;
};

/**
 * A program says where it is by the names of AWS, which lead nowhere on this machine: in what it gives out, those that
 * a service of the local cloud answers for lead there.
 */
export const addressesHere = <Value>(value: Value, services: Placed): Value => {
  const here = (each: unknown): unknown => {
    if (typeof each === "string") return addressHere(each, services) ?? each;
    if (Array.isArray(each)) return each.map(here);
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, here(inner)]));
  };
  return here(value) as Value; // of the same shape
};
