import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { Journal } from "../journal";

/** An event as rules and targets see it. */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** What the operations of EventBridge work with. */
export interface EventServices {
  readonly buses: Buses;
  readonly cloud: Pick<Cloud, "account" | "clock" | "region" | "log">;
}

/** All event buses of the account, `default` among them, and what was put on them. */
export class Buses {
  /** By bus. */
  readonly events: Journal<BusEvent>;
  private readonly buses: Collection<{ readonly name: string }>;

  constructor(private readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.events = new Journal(cloud.storage.collection("events.events"), cloud.clock.now);
    this.buses = cloud.storage.collection("events.buses");
  }

  arn(name: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:events:${region}:${account}:event-bus/${name}`;
  }

  has(name: string): boolean {
    return name === "default" || this.buses.get(name) !== undefined;
  }

  create(name: string): Promise<void> {
    return this.buses.put(name, { name });
  }

  remove(name: string): Promise<void> {
    return this.buses.remove(name);
  }
}
