import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { ServiceError } from "../../wire/service-error";
import type { AppRecord, BranchRecord, DomainRecord, JobRecord } from "./records";

/** What Amplify holds. Keys of what belongs to an app begin with the app's id. */
export class AmplifyStore {
  readonly apps: Collection<AppRecord>;
  readonly branches: Collection<BranchRecord>;
  readonly jobs: Collection<JobRecord>;
  readonly domains: Collection<DomainRecord>;

  constructor({ storage }: Pick<Cloud, "storage">) {
    this.apps = storage.collection("amplify.apps");
    this.branches = storage.collection("amplify.branches");
    this.jobs = storage.collection("amplify.jobs");
    this.domains = storage.collection("amplify.domains");
  }

  /** @throws {ServiceError} */
  app(id: string): AppRecord {
    return this.apps.get(id) ?? notFound(`App ${id} not found.`);
  }

  /** @throws {ServiceError} */
  branch(appId: string, name: string): BranchRecord {
    this.app(appId);
    return this.branches.get(branchKey(appId, name)) ?? notFound(`Branch ${name} not found.`);
  }

  /** @throws {ServiceError} */
  job(appId: string, branchName: string, id: string): JobRecord {
    return this.jobs.get(jobKey(appId, branchName, id)) ?? notFound(`Job ${id} not found.`);
  }

  branchesOf(appId: string): BranchRecord[] {
    return below(this.branches, `${appId}/`);
  }

  domainsOf(appId: string): DomainRecord[] {
    return below(this.domains, `${appId}/`);
  }

  /** The latest first. */
  jobsOf(appId: string, branchName: string): JobRecord[] {
    return below(this.jobs, `${branchKey(appId, branchName)}/`).reverse();
  }
}

export const branchKey = (appId: string, name: string): string => `${appId}/${encodeURIComponent(name)}`;

/** In the order of their numbers. */
export const jobKey = (appId: string, branchName: string, id: string): string =>
  `${branchKey(appId, branchName)}/${id.padStart(10, "0")}`;

const below = <Item>(items: Collection<Item>, prefix: string): Item[] => {
  const found: Item[] = [];
  for (const [key, item] of items.entries(prefix)) {
    if (!key.startsWith(prefix)) break;
    found.push(item);
  }
  return found;
};

// fidelity: guess: the words
const notFound = (message: string): never => {
  throw new ServiceError("NotFoundException", message, 404);
};
