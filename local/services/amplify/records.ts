import type { Properties } from "../../engine/resources/resource-type";

/** An app as its program declares it. */
export interface AppRecord {
  /** `d1a2b3c4d5e6f7`. */
  readonly id: string;
  readonly name: string;
  readonly inputs: Properties;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface BranchRecord {
  readonly appId: string;
  readonly name: string;
  readonly inputs: Properties;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** On which it was served last. */
  readonly port?: number;
  /** The job whose artifact is served; absent before the first deployment. */
  readonly activeJobId?: string;
  /** Number of the last job. */
  readonly jobs: number;
}

export interface JobRecord {
  readonly appId: string;
  readonly branchName: string;
  readonly id: string;
  readonly status: "CREATED" | "PENDING" | "RUNNING" | "SUCCEED" | "FAILED" | "CANCELLED";
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly sourceUrl?: string;
  readonly sourceUrlType?: "ZIP" | "BUCKET_PREFIX";
  /** Why it failed. */
  readonly reason?: string;
}

/** Where a deployment's files come from; neither: what was uploaded to the addresses that CreateDeployment gave. */
export interface Source {
  readonly url: string;
  readonly type: "ZIP" | "BUCKET_PREFIX";
}

/** A custom domain; its sub-domains lead to branches. */
export interface DomainRecord {
  readonly appId: string;
  readonly name: string;
  readonly subDomains: readonly { readonly prefix: string; readonly branchName: string }[];
}

/** The label of a branch in its default domain: `feature/a` is `feature-a`. */
// fidelity: docs: Amplify Hosting user guide, "Feature branch deployments": the branch name, slashes as hyphens
export const labelOf = ({ name, inputs }: Pick<BranchRecord, "name" | "inputs">): string =>
  (typeof inputs.displayName === "string" && inputs.displayName ? inputs.displayName : name)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-");

export const hostOf = ({ prefix }: { readonly prefix: string }, domain: string): string =>
  (prefix ? `${prefix}.${domain}` : domain).toLowerCase();
