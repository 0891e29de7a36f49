import type { PolicyDocument } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { Journal } from "../journal";
import type { BusEvent } from "./bus-event";
import { invalid, notFound } from "./events-error";

export interface BusRecord {
  readonly name: string;
  readonly description?: string | undefined;
  /** As it was written. */
  readonly policy?: string | undefined;
  readonly kmsKeyIdentifier?: string | undefined;
  readonly deadLetterArn?: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly created?: number;
  readonly modified?: number;
}

const DEFAULT = "default";

/** All event buses of the account, `default` among them, and what was put on them. */
export class Buses {
  /** By bus. */
  readonly events: Journal<BusEvent>;
  private readonly buses: Collection<BusRecord>;
  private readonly policies = new Map<string, PolicyDocument | undefined>();

  constructor(private readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.events = new Journal(cloud.storage.collection("events.events"), () => cloud.clock.now());
    this.buses = cloud.storage.collection("events.buses");
  }

  arn(name: string): string {
    if (name.startsWith("arn:")) return name; // of another account
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:events:${region}:${account}:event-bus/${name}`;
  }

  /** The name in an ARN of this account, or the name itself; what is elsewhere is nothing here. */
  nameOf(nameOrArn: string | undefined): string {
    const named = nameOrArn ?? DEFAULT;
    return named.startsWith(this.arn("")) ? named.slice(this.arn("").length) : named;
  }

  has(name: string): boolean {
    return name === DEFAULT || this.buses.get(name) !== undefined;
  }

  find(name: string): BusRecord | undefined {
    return this.buses.get(name) ?? (name === DEFAULT ? { name, created: 0, modified: 0 } : undefined);
  }

  require(name: string): BusRecord {
    const bus = this.find(name);
    if (!bus) throw notFound(`Event bus ${name.split("event-bus/").pop()} does not exist.`);
    return bus;
  }

  list(): readonly BusRecord[] {
    const own = [...this.buses.entries()].map(([, bus]) => bus);
    const all = own.some(({ name }) => name === DEFAULT) ? own : [...own, this.require(DEFAULT)];
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  create(name: string, about: Omit<BusRecord, "created" | "modified" | "name"> = {}): Promise<void> {
    const now = this.cloud.clock.now();
    return this.buses.put(name, { name, ...about, created: now, modified: now });
  }

  change(name: string, change: Partial<BusRecord>): Promise<void> {
    this.policies.delete(name);
    return this.buses.put(name, { ...this.require(name), ...change, modified: this.cloud.clock.now() });
  }

  /** @throws {ServiceError} of the default bus, which nobody can remove */
  remove(name: string): Promise<void> {
    if (name === DEFAULT) throw invalid("Cannot delete event bus default.");
    this.policies.delete(name);
    return this.buses.remove(name);
  }

  policyOf(name: string): PolicyDocument | undefined {
    if (!this.policies.has(name)) {
      const text = this.find(name)?.policy;
      this.policies.set(name, text === undefined ? undefined : parsePolicy(text));
    }
    return this.policies.get(name);
  }
}
