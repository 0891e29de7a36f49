import type { Cloud } from "../../cloud/cloud";
import type { Block, Json } from "./language/definition";
import { notExecuted } from "./language/not-executed";
import { type Run, Transitions, wait } from "./language/run";
import { runBlock } from "./language/run-block";
import { StatesError } from "./language/states-error";
import type { Execution, ExecutionEnd, StateMachine, StatesTables } from "./store";
import { readResource } from "./tasks/resources";
import { runResource } from "./tasks/run-resource";

/** Why an execution is ended from outside. */
class Ended extends Error {
  constructor(readonly end: ExecutionEnd) {
    super(end.status);
  }
}

export const canRun = (resource: string): boolean => readResource(resource) !== undefined;

/** fidelity: docs: Step Functions quotas: five minutes for an Express execution, a year for a Standard one */
const EXPRESS_SECONDS = 300;
const STANDARD_SECONDS = 365 * 86_400;

/** Runs executions, and keeps how they end. */
export class Executions {
  private readonly running = new Map<string, AbortController>();
  private closed = false;

  constructor(
    private readonly cloud: Cloud,
    private readonly tables: StatesTables,
  ) {}

  /** What a process that was killed has left. */
  async recover(): Promise<void> {
    for (const [arn, execution] of [...this.tables.executions.entries()]) {
      if (execution.status !== "RUNNING") continue;
      const cause = "The local cloud was stopped while the execution ran";
      await this.tables.executions.put(arn, { ...execution, status: "FAILED", error: "States.Runtime", cause });
    }
  }

  /** Runs an execution that nobody waits for. */
  begin(machine: StateMachine, execution: Execution): void {
    this.run(machine, execution).catch((error: unknown) => {
      this.cloud.log.warn("states", `${execution.arn} could not be kept: ${String(error)}`);
    });
  }

  /** Runs an execution to its end, which may be a failure. */
  async run(machine: StateMachine, execution: Execution): Promise<Execution> {
    const abort = new AbortController();
    this.running.set(execution.arn, abort);
    const end = await this.endOf(machine, execution, abort);
    this.running.delete(execution.arn);
    const ended = { ...execution, ...end, stopDate: this.cloud.clock.now() / 1000 };
    if (this.closed) return ended;
    if (end.status !== "SUCCEEDED") {
      const { error = "", cause = "" } = end;
      this.cloud.log.warn("states", `${machine.name} ${execution.name}: ${end.status} ${error} ${cause}`.trimEnd());
    }
    await this.tables.executions.put(execution.arn, ended);
    return ended;
  }

  stop(arn: string, end: ExecutionEnd): void {
    this.running.get(arn)?.abort(new Ended(end));
  }

  /** Ends them without a word: their records stay as they are, for `recover`. */
  stopAll(): void {
    this.closed = true;
    for (const abort of this.running.values()) abort.abort(new Ended({ status: "ABORTED" }));
  }

  private async endOf(machine: StateMachine, execution: Execution, abort: AbortController): Promise<ExecutionEnd> {
    const block = JSON.parse(machine.definition) as Block;
    const seconds = block.TimeoutSeconds ?? (machine.type === "EXPRESS" ? EXPRESS_SECONDS : STANDARD_SECONDS);
    const { clock } = this.cloud;
    const timer = new AbortController();
    wait(seconds * 1000, { clock, signal: timer.signal }).then(
      () => abort.abort(new Ended({ status: "TIMED_OUT", error: "States.Timeout" })),
      () => {}, // it ended in time
    );
    try {
      if (block.QueryLanguage === "JSONata") throw notEmulated(notExecuted(block, canRun));
      const input = JSON.parse(execution.input) as Json;
      const run = this.runOf(machine, execution, abort.signal);
      const output = await runBlock(block, { input, context: run.context }, run);
      return { status: "SUCCEEDED", output: JSON.stringify(output) };
    } catch (error) {
      if (error instanceof Ended) return error.end;
      if (error instanceof StatesError) return failed(error.error, error.reason);
      this.cloud.log.warn("states", `internal error: ${error instanceof Error ? error.stack : String(error)}`);
      return failed("States.Runtime", "Internal error of the local cloud");
    } finally {
      timer.abort();
    }
  }

  // fidelity: docs: Step Functions developer guide, "Accessing execution data from the Context object"
  private runOf(machine: StateMachine, execution: Execution, signal: AbortSignal): Run {
    const { cloud } = this;
    const role = machine.roleArn ?? "";
    const context = {
      Execution: {
        Id: execution.arn,
        Input: JSON.parse(execution.input) as Json,
        Name: execution.name,
        RoleArn: role,
        StartTime: new Date(execution.startDate * 1000).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: machine.arn, Name: machine.name },
    };
    const task = (resource: string, input: Json) => runResource(cloud, role, resource, input);
    return { clock: cloud.clock, signal, context, transitions: new Transitions(), canRun, task };
  }
}

const failed = (error: string, cause: string): ExecutionEnd => ({
  status: "FAILED",
  ...(error === "" ? {} : { error }),
  ...(cause === "" ? {} : { cause }),
});

const notEmulated = (what: readonly string[]): StatesError =>
  new StatesError("NotEmulatedByLocalCloud", `${what.join(", ")} is not emulated by the local cloud`);
