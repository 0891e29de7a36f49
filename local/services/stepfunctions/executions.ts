import { createHash, randomUUID } from "node:crypto";
import type { Cloud } from "../../cloud/cloud";
import { childId } from "./language/child";
import type { Block, Json, JsonObject } from "./language/definition";
import { errorDetails, errorOf } from "./language/ended-before";
import { History, type HistoryEvent, Track, text, WHOLE } from "./language/history";
import { type Child, type MapRuns, type Run, waitUntil } from "./language/run";
import { runBlock } from "./language/run-block";
import { StatesError } from "./language/states-error";
import {
  type Execution,
  type ExecutionEnd,
  eventsOf,
  forgetExecution,
  keepEvent,
  type Revision,
  type StatesTables,
} from "./store";
import { Activities } from "./tasks/activities";
import { Callbacks } from "./tasks/callbacks";
import { ObjectsOf } from "./tasks/objects";
import { principalOf, TaskWork } from "./tasks/task-work";

/** Why an execution is ended from outside. */
class Ended extends Error {
  constructor(readonly end: ExecutionEnd) {
    super(end.status);
  }
}

/** fidelity: docs: Step Functions quotas: five minutes for an Express execution, a year for a Standard one */
const EXPRESS_SECONDS = 300;
const STANDARD_SECONDS = 365 * 86_400;

/** fidelity: docs: Step Functions quotas: executions that have ended are kept for 90 days */
const KEPT_SECONDS = 90 * 86_400;

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<Execution>;
}

/** Runs executions, and keeps how they end. Those of Standard machines go on after a kill, where they were. */
export class Executions {
  readonly callbacks: Callbacks;
  readonly activities: Activities;
  /** Hear of every execution as it begins: those of Express machines are written down nowhere. */
  readonly begun = new Set<(execution: Execution) => void>();
  private readonly running = new Map<string, Running>();
  private readonly work: TaskWork;
  private closed = false;

  /** The local cloud stops: what is interrupted goes on at its next start. */
  get closing(): boolean {
    return this.closed;
  }

  constructor(
    private readonly cloud: Cloud,
    private readonly tables: StatesTables,
  ) {
    this.callbacks = new Callbacks(tables.callbacks, cloud.clock);
    this.activities = new Activities(tables.activities);
    this.work = new TaskWork(cloud, this);
  }

  /** Goes on with what a process that was killed has left; forgets what is too old. */
  async recover(): Promise<void> {
    const now = this.cloud.clock.now() / 1000;
    for (const [arn, execution] of [...this.tables.executions.entries()]) {
      if ((execution.stopDate ?? now) < now - KEPT_SECONDS) await forgetExecution(this.tables, arn);
      if (execution.status !== "RUNNING") continue;
      // A child is begun again by its Map.
      if (execution.revision !== undefined) {
        if (execution.mapRunArn === undefined) this.begin(execution);
        continue;
      }
      const cause = "The local cloud was stopped while the execution ran";
      await this.tables.executions.put(arn, { ...execution, status: "FAILED", error: "States.Runtime", cause });
    }
  }

  /** Keeps what an execution is going to run. Answers its key. */
  async keep(revision: Revision): Promise<string> {
    const digest = createHash("sha256").update(JSON.stringify(revision)).digest("hex");
    if (this.tables.revisions.get(digest) === undefined) await this.tables.revisions.put(digest, revision);
    return digest;
  }

  /** Runs an execution of a Standard machine that nobody waits for. */
  begin(execution: Execution, done: readonly HistoryEvent[] = [...eventsOf(this.tables, execution.arn)]): void {
    const revision = this.tables.revisions.get(execution.revision ?? "");
    if (!revision) throw new Error(`${execution.arn} has nothing to run`);
    const lastId = done.reduce((last, { id }) => Math.max(last, id), 0);
    this.run(revision, execution, "STANDARD", { done, lastId }).catch((error: unknown) => this.lost(execution, error));
  }

  /** Runs an execution of an Express machine that nobody waits for. */
  beginExpress(revision: Revision, execution: Execution): void {
    this.run(revision, execution, "EXPRESS").catch((error: unknown) => this.lost(execution, error));
  }

  /** Goes on with an execution that has failed: what has been done stays done. */
  async redrive(execution: Execution): Promise<Execution> {
    const { error: _, cause: __, stopDate: ___, output: ____, ...rest } = execution;
    const redriveDate = this.cloud.clock.now() / 1000;
    const redriveCount = (execution.redriveCount ?? 0) + 1;
    const again: Execution = { ...rest, status: "RUNNING", redriveCount, redriveDate };
    const events = [...eventsOf(this.tables, execution.arn)];
    const last = events.at(-1);
    const id = (last?.id ?? 0) + 1;
    const details = { redriveCount };
    const event = { key: `/redrive-${redriveCount}`, id, previousEventId: id - 1, time: redriveDate * 1000 };
    await keepEvent(this.tables, execution.arn, { ...event, type: "ExecutionRedriven", details });
    await this.tables.executions.put(execution.arn, again);
    this.begin(again, finishedStates([...events, { ...event, type: "ExecutionRedriven" }]));
    return again;
  }

  /** Runs an execution to its end, which may be a failure. */
  run(
    revision: Revision,
    execution: Execution,
    type: "STANDARD" | "EXPRESS",
    past: { readonly done?: readonly HistoryEvent[]; readonly lastId?: number } = {},
  ): Promise<Execution> {
    const abort = new AbortController();
    const ended = this.endedBy(revision, execution, type, abort, past);
    this.running.set(execution.arn, { abort, ended });
    return ended.finally(() => this.running.delete(execution.arn));
  }

  /** What has become of an execution, once it has ended. */
  async ended(arn: string): Promise<Execution | undefined> {
    return (await this.running.get(arn)?.ended) ?? this.tables.executions.get(arn);
  }

  stop(arn: string, end: ExecutionEnd): void {
    this.running.get(arn)?.abort.abort(new Ended(end));
  }

  /** Ends them without a word: their records stay as they are, for `recover`. */
  stopAll(): void {
    this.closed = true;
    for (const { abort } of this.running.values()) abort.abort(new Ended({ status: "ABORTED" }));
  }

  private async endedBy(
    revision: Revision,
    execution: Execution,
    type: "STANDARD" | "EXPRESS",
    abort: AbortController,
    past: { readonly done?: readonly HistoryEvent[]; readonly lastId?: number },
  ): Promise<Execution> {
    for (const hear of this.begun) hear(execution);
    const standard = type === "STANDARD";
    const { clock } = this.cloud;
    const keep = (event: HistoryEvent): Promise<void> => {
      if (this.closed) throw new Ended({ status: "ABORTED" });
      return keepEvent(this.tables, execution.arn, event);
    };
    const history = new History({ clock, keep: standard ? keep : undefined, ...past });
    const track = new Track(history, "", 0);
    const end = await this.endOf(revision, execution, type, abort, track);
    const ended = { ...execution, ...end, stopDate: clock.now() / 1000 };
    if (this.closed) return ended;
    if (end.status !== "SUCCEEDED") {
      const { error = "", cause = "" } = end;
      const machine = execution.stateMachineArn.split(":")[6] ?? "";
      this.cloud.log.warn("states", `${machine} ${execution.name}: ${end.status} ${error} ${cause}`.trimEnd());
    }
    await track.tell(`end-${execution.redriveCount ?? 0}`, ...lastEvent(end));
    if (standard) await this.tables.executions.put(execution.arn, ended);
    return ended;
  }

  private async endOf(
    revision: Revision,
    execution: Execution,
    type: "STANDARD" | "EXPRESS",
    abort: AbortController,
    track: Track,
  ): Promise<ExecutionEnd> {
    const block = JSON.parse(revision.definition) as Block;
    const seconds = block.TimeoutSeconds ?? (type === "EXPRESS" ? EXPRESS_SECONDS : STANDARD_SECONDS);
    const { clock } = this.cloud;
    const timer = new AbortController();
    const begun = execution.redriveDate ?? execution.startDate;
    waitUntil((begun + seconds) * 1000, { clock, signal: timer.signal }).then(
      () => abort.abort(new Ended({ status: "TIMED_OUT", error: "States.Timeout" })),
      () => {}, // it ended in time
    );
    try {
      const roleArn = revision.roleArn ?? "";
      await track.tell("start", "ExecutionStarted", { input: execution.input, inputDetails: WHOLE, roleArn });
      track.last = 0; // fidelity: observed: localstack's tests on AWS: no event comes before that of the first state
      const run = this.runOf(roleArn, execution, abort.signal);
      const input = JSON.parse(execution.input) as Json;
      const data = { input, context: contextOf(roleArn, execution, type), variables: {} };
      const language = block.QueryLanguage === "JSONata" ? "JSONata" : "JSONPath";
      return { status: "SUCCEEDED", output: text(await runBlock(block, data, run, track, language)) };
    } catch (error) {
      if (error instanceof Ended) return error.end;
      if (error instanceof StatesError) return { status: "FAILED", ...(errorDetails(error) as object) };
      this.cloud.log.warn("states", `internal error: ${error instanceof Error ? error.stack : String(error)}`);
      return { status: "FAILED", error: "States.Runtime", cause: "Internal error of the local cloud" };
    } finally {
      timer.abort();
    }
  }

  private runOf(roleArn: string, execution: Execution, signal: AbortSignal): Run {
    const { cloud } = this;
    return {
      clock: cloud.clock,
      region: cloud.region,
      signal,
      task: (resource, input, attempt) => this.work.do(resource, input, attempt, { roleArn, execution }),
      child: (block, input, child) => this.child(block, input, child, roleArn),
      mapRuns: this.mapRunsOf(execution),
      objects: new ObjectsOf(cloud, () => principalOf(cloud, roleArn)),
    };
  }

  /** Runs an item of a distributed Map, or finds out how it has ended before a kill. */
  private async child(block: Block, given: Json, child: Child, roleArn: string): Promise<Json> {
    const { mapRunArn, index, signal } = child;
    const name = childId(mapRunArn, index);
    const parent = mapRunArn.replace(/:[^:]+$/, "");
    const arn = `${parent.replace(":mapRun:", ":execution:")}:${name}`;
    const known = this.tables.executions.get(arn);
    if (known && known.status !== "RUNNING") return outputOf(known);
    const revision = { definition: JSON.stringify(block), roleArn };
    const execution = known ?? {
      arn,
      stateMachineArn: parent.replace(":mapRun:", ":stateMachine:"),
      name,
      input: text(given),
      startDate: this.cloud.clock.now() / 1000,
      status: "RUNNING" as const,
      revision: await this.keep(revision),
      mapRunArn,
    };
    if (!known) await this.tables.executions.put(arn, execution);
    const stop = () => this.stop(arn, { status: "ABORTED" });
    signal.addEventListener("abort", stop, { once: true });
    try {
      signal.throwIfAborted();
      const done = [...eventsOf(this.tables, arn)];
      const ended = await this.run(revision, execution, "STANDARD", { done });
      signal.throwIfAborted();
      return outputOf(ended);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  private mapRunsOf({ arn: executionArn, stateMachineArn }: Execution): MapRuns {
    const { mapRuns } = this.tables;
    const { clock } = this.cloud;
    const [, , , region, account, , machine = ""] = stateMachineArn.split(":");
    return {
      arn: (label) =>
        `arn:${this.cloud.partition}:states:${region}:${account}:mapRun:${machine.split("/")[0]}/${label}:${randomUUID()}`,
      begin: async (arn, facts) => {
        if (mapRuns.get(arn)) return;
        await mapRuns.put(arn, { ...facts, arn, executionArn, status: "RUNNING", startDate: clock.now() / 1000 });
      },
      end: async (arn, end) => {
        const known = mapRuns.get(arn);
        if (known) await mapRuns.put(arn, { ...known, ...end, stopDate: clock.now() / 1000 });
      },
    };
  }

  private lost({ arn }: Execution, error: unknown): void {
    if (!this.closed) this.cloud.log.warn("states", `${arn} could not be kept: ${String(error)}`);
  }
}

/** What a redriven execution need not do again. */
const finishedStates = (events: readonly HistoryEvent[]): HistoryEvent[] =>
  events.filter(({ key, type }) => key === "/start" || key.endsWith("/out") || type === "ExecutionRedriven");

const outputOf = (execution: Execution): Json => {
  if (execution.status === "SUCCEEDED") return JSON.parse(execution.output ?? "null") as Json;
  throw errorOf({ error: execution.error, cause: execution.cause });
};

// fidelity: observed: localstack's tests on AWS
const lastEvent = ({ status, output, error, cause }: ExecutionEnd): [type: string, details: JsonObject] => {
  if (status === "SUCCEEDED") return ["ExecutionSucceeded", { output, outputDetails: WHOLE }];
  const type = { FAILED: "ExecutionFailed", TIMED_OUT: "ExecutionTimedOut", ABORTED: "ExecutionAborted" }[status];
  return [type, { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }];
};

// fidelity: docs: Step Functions developer guide, "Accessing execution data from the Context object"; observed:
// localstack's tests on AWS: an Express execution has no RedriveCount
const contextOf = (roleArn: string, execution: Execution, type: "STANDARD" | "EXPRESS"): JsonObject => ({
  Execution: {
    Id: execution.arn,
    Input: JSON.parse(execution.input) as Json,
    Name: execution.name,
    RoleArn: roleArn,
    StartTime: new Date(execution.startDate * 1000).toISOString(),
    ...(type === "EXPRESS" ? {} : { RedriveCount: execution.redriveCount ?? 0 }),
  },
  StateMachine: { Id: execution.stateMachineArn, Name: execution.stateMachineArn.split(":")[6] ?? "" },
});
