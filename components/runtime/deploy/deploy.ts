import type { Deployment, DeploymentRequest } from "../../contracts/deployment";

/** A job of Amplify. */
export interface Job {
  readonly status: string;
  /** Of its steps that failed. */
  readonly reasons: readonly string[];
}

/** Amplify, as deployments by hand use it. */
export interface Hosting {
  /** A job that waits for a zip, and the address to put it. */
  create(branch: Branch): Promise<{ readonly jobId: string; readonly uploadUrl: string }>;
  /** Moves a zip from a bucket to that address. */
  upload(from: Pick<DeploymentRequest, "bucket" | "key">, uploadUrl: string): Promise<void>;
  start(branch: Branch, jobId: string): Promise<void>;
  job(branch: Branch, jobId: string): Promise<Job>;
}

export type Branch = Pick<DeploymentRequest, "appId" | "branchName">;

interface Waiting {
  /** How long one deployment may take. */
  readonly withinMs: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

const LONGEST_PAUSE_MS = 5_000;

/** Deploys a zip to a branch and waits until it is served. @throws Error that says why it is not. */
export const deploy = async (
  hosting: Hosting,
  { appId, branchName, ...from }: DeploymentRequest,
  { withinMs, now, sleep }: Waiting,
): Promise<Deployment> => {
  const branch = { appId, branchName };
  const end = now() + withinMs;
  const { jobId, uploadUrl } = await hosting.create(branch);
  await hosting.upload(from, uploadUrl);
  await hosting.start(branch, jobId);
  for (let pause = 250; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const { status, reasons } = await hosting.job(branch, jobId);
    if (status === "SUCCEED") return { jobId, status };
    const what = `deployment ${jobId} of branch ${branchName}`;
    if (status === "FAILED" || status === "CANCELLED")
      throw new Error(`${what} ended as ${status}${reasons.map((reason) => `; ${reason}`).join("")}`);
    if (now() + pause > end) throw new Error(`${what} was not done within ${withinMs / 1000} s, it is ${status}`);
    await sleep(pause);
  }
};
