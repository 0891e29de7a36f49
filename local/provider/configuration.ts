import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sdkFolder } from "../aws-types/resource-class";
import type { Violation } from "../aws-types/rule";
import { LOCAL_ACCOUNT } from "../engine/program/project";
import type { ProviderSettings } from "../engine/resources/life";
import type { Properties } from "../engine/resources/resource-type";
import { Refusal } from "./server";

/** Configuration of a provider, as in `aws:<key>` of a stack file. Objects and lists are JSON. */
export interface Configuration extends ProviderSettings {
  /** Accounts that the stack may be deployed to; empty: all. */
  readonly allowedAccounts: readonly string[];
}

/** What the real provider would refuse of its configuration. */
export const configurationFailures = (config: Properties): Violation[] => {
  const known = configurationKeys();
  const unknown = Object.keys(config).filter((key) => !known.has(key));
  const { region } = config;
  return [
    ...unknown.map((property) => ({
      property,
      reason: `Invalid or unknown key. Check \`pulumi config get aws:${property}\`.`,
    })),
    ...(typeof region === "string" && region !== ""
      ? []
      : [{ property: "region", reason: "is not set: `pulumi config set aws:region <region>`, for example eu-west-1" }]),
  ];
};

/** @throws Refusal when a value is not what it must be. */
export const configuration = (config: Properties): Configuration => {
  const accounts = parsed("allowedAccountIds", config);
  const tags = parsed("defaultTags", config) as { tags?: Record<string, string> } | undefined;
  const allowedAccounts = Array.isArray(accounts) ? accounts.map(String) : [];
  return {
    region: String(config.region),
    // A preview of a stack that names its account shows that account's ARNs.
    account: allowedAccounts[0] ?? LOCAL_ACCOUNT,
    allowedAccounts,
    defaultTags: tags?.tags ?? {},
  };
};

const parsed = (key: string, config: Properties): unknown => {
  const value = config[key];
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new Refusal(`aws:${key} must be an object or a list (it is ${value})`);
  }
};

let keys: ReadonlySet<string> | undefined;

const configurationKeys = (): ReadonlySet<string> => {
  keys ??= new Set([
    ...[...readFileSync(join(sdkFolder(), "provider.js"), "utf8").matchAll(/resourceInputs\["(\w+)"\]/g)].map(
      ([, key = ""]) => key,
    ),
    // Set by Pulumi itself.
    "version",
    "pluginDownloadURL",
    "__internal",
    "__defaults",
  ]);
  return keys;
};

/** With more connections than this the oldest are forgotten. */
const KEPT = 500;

/** The configurations of the engines that are connected. */
export class Configurations {
  private readonly byPeer = new Map<string, Configuration>();
  private last: Configuration | undefined;

  set(peer: string, configuration: Configuration): void {
    this.last = configuration;
    this.byPeer.set(peer, configuration);
    const [oldest] = this.byPeer.keys();
    if (this.byPeer.size > KEPT && oldest !== undefined) this.byPeer.delete(oldest);
  }

  /** A connection that was opened anew goes on with what was configured last. */
  of(peer: string): Configuration {
    const found = this.byPeer.get(peer) ?? this.last;
    if (!found) throw new Refusal("the provider has not been configured");
    return found;
  }
}
