import { ArgsError } from "../core/args/args-error";
import { checkArgs } from "../core/args/check-args";
import { isAdopting } from "../core/component/adopting";
import { type Plan, planned } from "../core/component/plan";
import { type AdoptedSettings, checkAdopted } from "./adopted-network";
import { type AdoptingArgs, adoptingArgs, type NetworkArgs, networkArgs } from "./args";
import type { NetworkTransform } from "./children";
import { type Cidr, parseCidr } from "./cidr";
import { checkService } from "./endpoint-services";
import { MAX_ZONES, VPC_PREFIX } from "./subnets";

/** Of a network that is made here. */
export interface CreatedSettings {
  readonly cidr: Cidr;
  readonly zoneCount: number;
  readonly zoneNames: readonly string[] | undefined;
  readonly nat: "none" | "single" | "one per zone";
  readonly endpoints: readonly string[];
  readonly endpointZones: number;
  readonly transform: NetworkTransform | undefined;
}

/** A network's arguments, checked, with all defaults in place; or what an adopted one has. */
export type NetworkPlan = Plan<"Network", CreatedSettings | { readonly adopted: AdoptedSettings }>;

/** @throws {ArgsError} for what AWS, or the layout of the subnets, would refuse. */
export const planNetwork = (name: string, args: NetworkArgs | AdoptingArgs | NetworkPlan = {}): NetworkPlan =>
  planned("Network", name, args, (given: NetworkArgs | AdoptingArgs) =>
    isAdopting<AdoptingArgs>(given) ? adoptedSettings(name, given) : createdSettings(name, given),
  );

const adoptedSettings = (name: string, args: AdoptingArgs) => {
  checkArgs(name, args, adoptingArgs);
  return { adopted: checkAdopted(name, args.adopted) };
};

const createdSettings = (name: string, args: NetworkArgs): CreatedSettings => {
  checkArgs(name, args, networkArgs);
  const { cidr = "10.0.0.0/16", zones = 2, nat = "none", transform } = args;
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
    cidr: checkedCidr(name, cidr),
    zoneCount,
    zoneNames: typeof zones === "number" ? undefined : zones,
    nat,
    endpoints: [...new Set(endpoints)],
    endpointZones,
    transform,
  };
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
  if (new Set(zones.map((zone) => zone.slice(0, -1))).size > 1)
    throw new ArgsError(name, "zones", `must be of one region, as a VPC is (it is ${zones.join(", ")})`);
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
