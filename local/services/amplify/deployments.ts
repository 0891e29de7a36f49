import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type { Artifacts } from "./artifacts";
import { readSource } from "./read-source";
import type { BranchRecord, JobRecord, Source } from "./records";
import { type AmplifyStore, branchKey, jobKey } from "./store";
import { UploadServer } from "./upload-server";

/** Deployments by hand: artifacts that are uploaded or lie in S3, and that a branch then serves. */
export class Deployments {
  private readonly uploads = new UploadServer();
  /** What came in for jobs that have not begun, by file; a zip goes by "". */
  private readonly received = new Map<string, Map<string, Buffer>>();

  constructor(
    private readonly cloud: Cloud,
    private readonly store: AmplifyStore,
    private readonly artifacts: Artifacts,
  ) {}

  stop(): Promise<void> {
    return this.uploads.stop();
  }

  /** A job that waits for its files, and the address of each; without names, of one zip. */
  async create(branch: BranchRecord, files?: readonly string[]) {
    const job = await this.next(branch, "CREATED");
    const received = new Map<string, Buffer>();
    this.received.set(keyOf(job), received);
    const address = (file: string) =>
      this.uploads.url(
        `${branchKey(branch.appId, branch.name)}/${job.id}/${encodeURIComponent(file || "artifacts.zip")}`,
        (bytes) => received.set(file, bytes),
      );
    const urls: [string, string][] = [];
    for (const file of files ?? [""]) urls.push([file, await address(file)]);
    return { job, urls: new Map(urls) };
  }

  /** Begins to deploy a job of `create`, or what lies at a source. */
  async start(
    branch: BranchRecord,
    jobId: string | undefined,
    source: Source | undefined,
    caller: Principal,
  ): Promise<JobRecord> {
    const created = jobId === undefined ? undefined : this.store.job(branch.appId, branch.name, jobId);
    if (!created && !source) throw badRequest("Either a jobId or a sourceUrl must be given.");
    if (created && created.status !== "CREATED") throw badRequest(`The job ${jobId} has been started already.`);
    const job: JobRecord = {
      ...(created ?? (await this.next(branch, "PENDING"))),
      status: "PENDING",
      ...(source && { sourceUrl: source.url, sourceUrlType: source.type }),
    };
    await this.put(job);
    void this.deploy(job, source, caller);
    return job;
  }

  /** @throws for a job that has ended */
  async cancel(job: JobRecord): Promise<JobRecord> {
    if (!["CREATED", "PENDING", "RUNNING"].includes(job.status)) throw badRequest(`The job ${job.id} has ended.`);
    this.received.delete(keyOf(job));
    return this.put({ ...job, status: "CANCELLED", endedAt: this.cloud.clock.now() });
  }

  private async deploy(job: JobRecord, source: Source | undefined, caller: Principal): Promise<void> {
    const { appId, branchName, id } = job;
    const ended = (more: Partial<JobRecord>) => this.put({ ...job, endedAt: this.cloud.clock.now(), ...more });
    try {
      await this.put({ ...job, status: "RUNNING" });
      const files = source ? await readSource(this.cloud, source, caller) : this.uploaded(job);
      await this.artifacts.put(appId, branchName, id, files);
      if (this.store.job(appId, branchName, id).status === "CANCELLED") return;
      const branch = this.store.branch(appId, branchName);
      const before = branch.activeJobId;
      await this.store.branches.put(branchKey(appId, branchName), { ...branch, activeJobId: id });
      await ended({ status: "SUCCEED" });
      if (before !== undefined && before !== id) await this.artifacts.remove(appId, branchName, before);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.cloud.log.warn("amplify", `the deployment ${id} of ${branchName} has failed: ${reason}`);
      await ended({ status: "FAILED", reason });
    }
  }

  private uploaded(job: JobRecord): Map<string, Buffer> | Buffer {
    const received = this.received.get(keyOf(job));
    this.received.delete(keyOf(job));
    if (!received?.size) throw new Error("nothing was uploaded");
    return received.get("") ?? received;
  }

  private async next(branch: BranchRecord, status: JobRecord["status"]): Promise<JobRecord> {
    const { appId, name } = branch;
    const jobs = this.store.branch(appId, name).jobs + 1;
    await this.store.branches.put(branchKey(appId, name), { ...this.store.branch(appId, name), jobs });
    return this.put({ appId, branchName: name, id: String(jobs), status, startedAt: this.cloud.clock.now() });
  }

  private async put(job: JobRecord): Promise<JobRecord> {
    await this.store.jobs.put(keyOf(job), job);
    return job;
  }
}

const keyOf = ({ appId, branchName, id }: JobRecord): string => jobKey(appId, branchName, id);

const badRequest = (message: string) => new ServiceError("BadRequestException", message, 400);
