import { BlockList, isIP } from "node:net";
import { headerValues, type Inspection, type Test, type WebRequest } from "./inspection";
import { type Json, objectOf, textOf } from "./shapes";
import type { Stored } from "./stored";

/** Addresses and ranges of an IP set. @throws for what is no CIDR range that WAF takes */
export const readAddresses = (addresses: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of addresses) {
    const [address = "", prefix = ""] = range.split("/");
    const version = isIP(address);
    const bits = Number(prefix);
    // fidelity: docs: CreateIPSet: all IPv4 and IPv6 CIDR ranges except for /0
    if (!version || !/^\d+$/.test(prefix) || bits < 1 || bits > (version === 4 ? 32 : 128)) {
      throw new Error(`${range} is no CIDR range from /1 to ${version === 6 ? "/128" : "/32"}`);
    }
    list.addSubnet(address, bits, version === 4 ? "ipv4" : "ipv6");
  }
  return list;
};

export const holds = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");

/** The client's addresses; a verdict where the header has none that counts. */
// fidelity: docs: waf-rule-statement-forwarded-ip-address: without the header the rule is not applied
export const clientAddresses = (config: Json | undefined): ((request: WebRequest) => readonly string[] | boolean) => {
  if (!config) return ({ sourceIp }) => [sourceIp];
  const name = textOf(config.headerName);
  return (request) => {
    const parts = headerValues(request, name).flatMap((value) => value.split(",").map((part) => part.trim()));
    if (parts.length === 0) return false;
    const chosen = config.position === "LAST" ? parts.slice(-1) : config.position === "ANY" ? parts : parts.slice(0, 1);
    const valid = chosen.filter((part) => isIP(part) !== 0);
    return valid.length > 0 ? valid : config.fallbackBehavior === "MATCH";
  };
};

/** The first address of the header; a verdict where it has none that counts. */
export const forwardedAddress = (config: Json) => {
  const addresses = clientAddresses({ ...config, position: "FIRST" });
  return ({ request }: Inspection): string | boolean => {
    const found = addresses(request);
    return typeof found === "boolean" ? found : (found[0] ?? false);
  };
};

export const readIpSetReference = (statement: Json, stored: Stored): Test => {
  const arn = textOf(statement.arn);
  if (!stored.ipSet(arn)) throw new Error(`the IP set ${arn} does not exist`);
  const config = statement.ipSetForwardedIpConfig ? objectOf(statement.ipSetForwardedIpConfig) : undefined;
  const addresses = clientAddresses(config);
  return ({ request }) => {
    // Asked each time: an IP set changes without its web ACL.
    const list = stored.ipSet(arn);
    const found = addresses(request);
    if (typeof found === "boolean" || !list) return found === true;
    return found.some((address) => holds(list, address));
  };
};
