import { createHash } from "node:crypto";
import type { Collection, Storage } from "../data/storage";
import type { Properties } from "../engine/resources/resource-type";

/**
 * What the provider remembers of a resource. The state is the engine's; this is what it takes to find out where the two
 * differ, after one of them was killed.
 */
export interface Life {
  readonly life: string;
  readonly type: string;
  readonly name: string;
  /** Absent until its creation has come to its end. */
  readonly id?: string;
  /** Inputs (assets as digests) until then, and after that outputs until the engine has spoken of it. */
  readonly inputs?: Properties;
  readonly outputs?: Properties;
  /** Digest of the inputs that the service has. */
  readonly applied?: string;
  /** The engine has spoken of it: it is in some state. */
  readonly known: boolean;
}

export class Lives {
  private readonly byUrn: Collection<readonly Life[]>;

  constructor(storage: Storage) {
    this.byUrn = storage.collection("provider/lives");
  }

  /** More than one while a resource is being replaced. */
  of(urn: string): readonly Life[] {
    return this.byUrn.get(urn) ?? [];
  }

  find(urn: string, id: string): Life | undefined {
    return this.of(urn).find((life) => life.id === id);
  }

  /** Adds a life, or changes one. */
  async put(urn: string, life: Life): Promise<void> {
    await this.byUrn.put(urn, [...this.others(urn, life), life]);
  }

  async remove(urn: string, life: Life): Promise<void> {
    const rest = this.others(urn, life);
    if (rest.length > 0) await this.byUrn.put(urn, rest);
    else await this.byUrn.remove(urn);
  }

  private others(urn: string, { life }: Life): Life[] {
    return this.of(urn).filter((other) => other.life !== life);
  }
}

/** Of inputs in their comparable form; the order of keys does not matter. */
export const digestOf = (inputs: Properties): string =>
  createHash("sha256")
    .update(JSON.stringify(inputs, (_, value: unknown) => (isMap(value) ? sorted(value) : value)))
    .digest("hex");

const isMap = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sorted = (map: Properties): Properties =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
