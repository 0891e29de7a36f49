import type { Collection, Storage } from "../../data/storage";
import type { Properties } from "../resources/resource-type";
import { stackPrefix } from "../resources/urn";
import type { StackName } from "../stacks/stack-name";
import { atEndpoint } from "../values/queue-urls";

/** A resource as the last deployment left it. */
export interface ResourceRecord {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent?: string;
  /** Absent for components, and while the first creation is pending. */
  readonly id?: string;
  readonly life: string;
  /** Assets as digests. */
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Inputs (dotted paths) and outputs that are secret. */
  readonly secrets: readonly string[];
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deletedWith?: string;
  readonly replacementTrigger?: unknown;
  readonly defaultTags: Readonly<Record<string, string>>;
  /** What it was imported by, while the program still says so. */
  readonly importId?: string;
  /** Found by `.get()`: never changed and never deleted. */
  readonly external?: boolean;
  /** An operation that began. If it is still here, nobody knows how it ended, and it has to be done again. */
  readonly pending?: "create" | "update" | "delete";
}

/** What the deployments of one stack remember. */
export class StackState {
  private readonly records: Collection<ResourceRecord>;
  /** Replaced resources whose old life still has to end, by URN and life. */
  private readonly condemned: Collection<ResourceRecord>;
  /** What URNs of this stack begin with: others of its name, in other projects, are beside it. */
  private readonly own: string;

  constructor(
    private readonly storage: Storage,
    { project, stack }: StackName,
    /** Of this run, `http://127.0.0.1:4566`. */
    private readonly endpoint: string,
  ) {
    this.records = storage.collection(`engine/${stack}/resources`);
    this.condemned = storage.collection(`engine/${stack}/condemned`);
    this.own = stackPrefix({ project, stack });
  }

  find(urn: string): ResourceRecord | undefined {
    return urn.startsWith(this.own) ? this.current(this.records.get(urn)) : undefined;
  }

  all(): ResourceRecord[] {
    return this.ofStack(this.records);
  }

  allCondemned(): ResourceRecord[] {
    return this.ofStack(this.condemned);
  }

  save(record: ResourceRecord): Promise<void> {
    return this.records.put(record.urn, record);
  }

  /** A new life begins under the URN of an old one, which is to be deleted at the end. */
  async supersede(old: ResourceRecord, next: ResourceRecord): Promise<void> {
    await this.storage.together(() => {
      void this.condemned.put(`${old.urn}#${old.life}`, { ...old, pending: "delete" });
      void this.records.put(next.urn, next);
    });
  }

  /** The same life goes on under another URN. */
  async move(old: ResourceRecord, next: ResourceRecord): Promise<void> {
    await this.storage.together(() => {
      void this.records.remove(old.urn);
      void this.records.put(next.urn, next);
    });
  }

  async forget(record: ResourceRecord): Promise<void> {
    if (this.records.get(record.urn)?.life === record.life) await this.records.remove(record.urn);
    else await this.condemned.remove(`${record.urn}#${record.life}`);
  }

  private ofStack(records: Collection<ResourceRecord>): ResourceRecord[] {
    const found: ResourceRecord[] = [];
    for (const [key, record] of records.entries(this.own)) {
      if (!key.startsWith(this.own)) break;
      found.push(this.current(record));
    }
    return found;
  }

  private current<T>(record: T): T {
    return atEndpoint(this.endpoint, record);
  }
}
