import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Duplex } from "node:stream";
import type { Cloud } from "../../../cloud/cloud";
import { SourcePlaces } from "../code/source-places";
import type { FunctionVersion } from "../function-record";
import { type Answer, Channel } from "./channel";
import { processEnvironment } from "./environment";
import { exitReason } from "./exit-reason";
import { errorOutcome, type Invocation, type Outcome } from "./invocation";
import { type InvocationTrace, invocationTrace } from "./invocation-trace";
import { watchMemory } from "./memory";
import { reportLines } from "./report";
import { RESPONSE_TOO_LARGE, StreamedAnswer } from "./streamed-answer";

export interface FunctionProcessOptions {
  readonly cloud: Cloud;
  readonly functionName: string;
  readonly version: FunctionVersion;
  /** The process asks for work. */
  onIdle(process: FunctionProcess): void;
  /** The process is gone, for whatever reason. */
  onEnd(process: FunctionProcess): void;
}

/** fidelity: docs: "Lambda execution environment": initialisation may take 10 seconds */
const INIT_MS = 10_000;
/** fidelity: docs: the API's caller gets the last 4 KB of the log */
const MAX_LOG_LINES = 100;
const MB = 1_048_576;
const RUNTIME = join(__dirname, "..", "bootstrap");

interface Running {
  readonly requestId: string;
  readonly answer: StreamedAnswer;
  settle(outcome: Omit<Outcome, "log">): void;
}

/** An execution environment: one Node process that serves one invocation at a time. */
export class FunctionProcess {
  private child: ChildProcess | undefined;
  private channel: Channel | undefined;
  private accessKeyId: string | undefined;
  private readonly startedAt = performance.now();
  private ready = false;
  /** Until the first invocation has reported it. */
  private coldInitMs: number | undefined;
  private initError: Buffer | undefined;
  private exitReason = "";
  private running: Running | undefined;
  /** The last invocation has its answer, but not yet its last lines in the log. */
  private reporting = false;
  private idleSoon = false;
  private lines: string[] = [];
  private maxMemory = 0;
  private ended = false;
  private readonly places: SourcePlaces;

  constructor(private readonly options: FunctionProcessOptions) {
    this.places = new SourcePlaces(options.version.folder);
  }

  /** Starts the process; `onIdle` or `onEnd` follows. */
  start(): void {
    const { cloud, functionName, version } = this.options;
    const day = new Date(cloud.clock.now()).toISOString().slice(0, 10).replaceAll("-", "/");
    const credentials = cloud.access.assumeRole(version.role, functionName, "lambda.amazonaws.com");
    this.accessKeyId = credentials.accessKeyId;
    const env = processEnvironment(cloud, version, {
      functionName,
      credentials,
      tracesTo: cloud.directory.xray.traces.daemon,
      logStream: `${day}/[${version.version}]${randomBytes(16).toString("hex")}`,
    });
    // Leaves the rest of the memory to what is not heap. fidelity: guess
    const heapMb = Math.floor(version.memoryMb * 0.9);
    const child = cloud.lifecycle.spawn(
      process.execPath,
      [`--max-old-space-size=${heapMb}`, join(RUNTIME, "bootstrap.cjs")],
      {
        cwd: version.folder,
        env,
        stdio: ["ignore", "pipe", "pipe", "pipe"],
      },
    );
    this.child = child;
    this.channel = this.channelOver(child.stdio[3] as Duplex); // "pipe" makes it one that can be read and written
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", (line) => this.write(line));
    }
    child.once("exit", (code, signal) => this.exited(exitReason(code, signal)));
    child.once("error", (error) => this.exited(`Runtime failed to start: ${error.message}`));
    const late = setTimeout(() => !this.ready && this.kill(), INIT_MS);
    late.unref();
  }

  /** Runs one invocation; never rejects. The process has to be idle. */
  run(invocation: Invocation): Promise<Outcome> {
    const { version, cloud } = this.options;
    const { requestId } = invocation;
    const timeoutMs = version.timeoutSeconds * 1000;
    const begun = performance.now();
    const trace = this.trace(invocation);
    this.lines = [];
    this.write(`START RequestId: ${requestId} Version: ${version.version}`);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.timedOut(requestId), timeoutMs);
      const unwatch = watchMemory(this.child?.pid ?? 0, version.memoryMb * MB, () => this.outOfMemory());
      const settle = (outcome: Omit<Outcome, "log">) => {
        this.running = undefined;
        clearTimeout(timer);
        unwatch();
        trace.end?.(outcome.failed);
        const durationMs = Math.min(performance.now() - begun, timeoutMs);
        // Output that the process wrote before its answer is in the pipe by now; let it be read first.
        this.reporting = true;
        setImmediate(() => {
          this.report(requestId, durationMs);
          resolve({ ...outcome, log: this.lines });
          this.reporting = false;
          if (this.idleSoon && !this.ended) this.idle();
        });
      };
      this.running = { requestId, answer: new StreamedAnswer(invocation.take), settle };
      this.channel?.deliver(invocation, {
        deadlineMs: Math.round(cloud.clock.now() + timeoutMs),
        traceId: trace.header,
      });
    });
  }

  private trace({ requestId, trace: incoming }: Invocation): InvocationTrace {
    const { cloud, functionName, version } = this.options;
    const traced = { functionName, active: version.traced === true, requestId, incoming };
    return invocationTrace(cloud.directory.xray.traces, () => cloud.clock.now(), traced);
  }

  /** Ends the process; an invocation that runs in it fails. */
  stop(): void {
    this.kill();
    if (!this.child) this.exited("");
  }

  private channelOver(pipe: Duplex): Channel {
    return new Channel(pipe, {
      idle: () => this.idle(),
      answered: (answer) => this.answered(answer),
      initFailed: (payload) => {
        this.initError = payload;
      },
      chunk: (piece) => this.take(piece),
      localPort: (host, port) => this.localPort(host, port),
    });
  }

  private idle(): void {
    this.idleSoon = this.reporting;
    if (this.reporting) return;
    if (!this.ready) this.coldInitMs = performance.now() - this.startedAt;
    this.ready = true;
    this.options.onIdle(this);
  }

  private answered(answer: Answer): void {
    this.maxMemory = Math.max(this.maxMemory, answer.memoryBytes);
    const { running } = this;
    running?.settle(answer.failed ? answer : { ...answer, payload: running.answer.payload(answer.payload) });
  }

  private async take(piece: Buffer): Promise<void> {
    const { running } = this;
    if (!running || (await running.answer.take(piece))) return;
    running.settle(RESPONSE_TOO_LARGE);
    this.kill();
  }

  private timedOut(requestId: string): void {
    const message = `Task timed out after ${this.options.version.timeoutSeconds.toFixed(2)} seconds`;
    this.write(`${new Date(this.options.cloud.clock.now()).toISOString()} ${requestId} ${message}`);
    // fidelity: observed: the error object of a function that timed out
    this.running?.settle(errorOutcome("Sandbox.Timedout", `RequestId: ${requestId} Error: ${message}`));
    this.kill();
  }

  private outOfMemory(): void {
    this.maxMemory = this.options.version.memoryMb * MB;
    this.kill();
  }

  private exited(reason: string): void {
    if (this.ended) return;
    this.ended = true;
    if (this.accessKeyId) this.options.cloud.access.revoke(this.accessKeyId);
    this.exitReason = reason;
    const { running } = this;
    if (running) running.settle(this.exitError(running.requestId));
    this.options.onEnd(this);
  }

  /** What the caller of an invocation learns when the process ended before it was ever ready. */
  initFailure(requestId: string): Outcome | undefined {
    if (this.ready) return undefined;
    this.write(`START RequestId: ${requestId} Version: ${this.options.version.version}`);
    const error = this.initError ? { payload: this.initError, failed: true } : this.exitError(requestId);
    this.report(requestId, performance.now() - this.startedAt);
    return { ...error, log: this.lines };
  }

  /** fidelity: observed: the two lines in the log of a process that ended without a report of its own */
  private exitError(requestId: string): Omit<Outcome, "log"> {
    const message = `RequestId: ${requestId} Error: ${this.exitReason}`;
    this.write(message);
    this.write("Runtime.ExitError");
    return errorOutcome("Runtime.ExitError", message);
  }

  private kill(): void {
    const { child } = this;
    if (child?.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It leads no group of its own, or is gone already.
      child.kill("SIGKILL");
    }
  }

  private report(requestId: string, durationMs: number): void {
    const used = { durationMs, memoryBytes: this.maxMemory, initMs: this.coldInitMs };
    this.coldInitMs = undefined;
    for (const line of reportLines(requestId, used, this.options.version.memoryMb)) this.write(line);
  }

  private write(written: string): void {
    const line = written.replaceAll(RUNTIME, "/var/runtime");
    const { cloud, functionName, version } = this.options;
    // The caller is told what AWS would say, the developer where to look.
    if (this.lines.length < MAX_LOG_LINES) this.lines.push(line.replaceAll(version.folder, "/var/task"));
    cloud.log.output(functionName, this.places.translated(line));
  }

  private localPort(host: string, port: number): number | undefined {
    const { cloud, functionName } = this.options;
    const found = cloud.directory.hosts.find(host, port);
    if (found === undefined) {
      const known = Object.keys(cloud.directory.hosts.entries());
      cloud.log.warn(
        "lambda",
        `${functionName} cannot reach ${host}:${port}: nothing in the local cloud has that name and port. ` +
          `Known are: ${known.join(", ") || "none"} (a database cluster answers once it has an instance)`,
      );
    }
    return found;
  }
}
