import { ArgsError } from "../core/args-error";
import { checkArgs } from "../core/check-args";
import { nearest } from "../core/nearest";
import { shown } from "../core/shown";
import { type Cidr, parseCidr } from "./cidr";
import { ENDPOINT_SERVICES } from "./endpoint-services";
import { type NetworkArgs, networkArgs } from "./network-args";
import { MAX_ZONES, VPC_PREFIX } from "./subnets";

export const DEFAULTS = { cidr: "10.0.0.0/16", zones: 2, nat: "none" } as const;

/** Network arguments, checked, with all defaults in place. */
export interface NetworkSettings {
  readonly cidr: Cidr;
  readonly zoneCount: number;
  readonly zoneNames: readonly string[] | undefined;
  readonly nat: "none" | "single" | "one per zone";
  readonly endpoints: readonly string[];
  readonly endpointZones: number;
}

/** @throws {ArgsError} for what AWS, or the layout of the subnets, would refuse. */
export const networkSettings = (name: string, args: NetworkArgs): NetworkSettings => {
  checkArgs(name, args, networkArgs);
  const zones = args.zones ?? DEFAULTS.zones;
  const zoneCount = typeof zones === "number" ? zones : zones.length;
  checkZones(name, zones, zoneCount);
  const endpoints = args.endpoints ?? [];
  for (const service of endpoints) checkService(name, "endpoints", service);
  const endpointZones = args.endpointZones ?? zoneCount;
  if (!Number.isInteger(endpointZones) || endpointZones < 1 || endpointZones > zoneCount)
    throw new ArgsError(
      name,
      "endpointZones",
      `must be 1 to the number of zones, ${zoneCount} (it is ${endpointZones})`,
    );
  return {
    cidr: checkedCidr(name, args.cidr ?? DEFAULTS.cidr),
    zoneCount,
    zoneNames: typeof zones === "number" ? undefined : zones,
    nat: args.nat ?? DEFAULTS.nat,
    endpoints: [...new Set(endpoints)],
    endpointZones,
  };
};

/** @throws {ArgsError} unless it is the last part of the name of a service's endpoint: `secretsmanager`, `ecr.dkr`. */
export const checkService = (component: string, path: string, service: string): void => {
  if (ENDPOINT_SERVICES.has(service.replace(/-fips$/, ""))) return;
  const near = nearest(service, [...ENDPOINT_SERVICES]);
  throw new ArgsError(
    component,
    path,
    `must hold the last part of a service's endpoint name, "sqs" or "secretsmanager" (it holds ${shown(service)}${near === undefined ? "" : `; did you mean ${near}?`})`,
  );
};

const checkZones = (name: string, zones: number | readonly string[], count: number): void => {
  if (!Number.isInteger(count) || count < 2 || count > MAX_ZONES)
    throw new ArgsError(
      name,
      "zones",
      `must be 2 to ${MAX_ZONES}: a database needs two (it ${typeof zones === "number" ? "is" : "names"} ${count})`,
    );
  if (typeof zones === "number") return;
  const wrong = zones.find((zone) => !/^[a-z]{2,4}(-[a-z]+)+-\d+[a-z]$/.test(zone));
  if (wrong !== undefined)
    throw new ArgsError(name, "zones", `must hold names such as "eu-west-1a" (it holds ${JSON.stringify(wrong)})`);
  if (new Set(zones).size !== zones.length)
    throw new ArgsError(name, "zones", `must name each zone once (it is ${zones.join(", ")})`);
};

const checkedCidr = (name: string, text: string): Cidr => {
  const cidr = parseCidr(text);
  if (!cidr)
    throw new ArgsError(
      name,
      "cidr",
      `must be an IPv4 range that starts at a multiple of its size, "10.0.0.0/16" (it is ${JSON.stringify(text)})`,
    );
  if (cidr.prefix < VPC_PREFIX.min || cidr.prefix > VPC_PREFIX.max)
    throw new ArgsError(
      name,
      "cidr",
      `must be a /${VPC_PREFIX.min} to a /${VPC_PREFIX.max}, so that ${MAX_ZONES} zones find room (it is ${JSON.stringify(text)})`,
    );
  return cidr;
};
