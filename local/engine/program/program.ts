// The process that runs the program of a stack. Everything it declares goes to the parent, or into a recording.
import { setImmediate } from "node:timers/promises";
import type { Properties } from "../resources/resource-type";
import { type ReadStack, STACK_OUTPUTS, type StackOutputs } from "../stacks/stack-outputs";
import { failureOf, type SourceLine } from "./failure";
import type { FromProgram, Question, RunRequest, ToProgram } from "./program-messages";
import { recordingEngine } from "./recording-engine";
import type { Engine, Registered } from "./registration";
import { runProgram } from "./run-program";

const { channel } = process;
const { sourceLine } = require("../../loader/typescript.cjs") as { sourceLine: SourceLine };

const send = (message: FromProgram): Promise<void> =>
  new Promise((resolve) => {
    // Without a channel the parent is gone, and `disconnect` ends this process.
    process.send?.(message, undefined, {}, () => resolve());
  });

/** Asks the parent. Only open questions keep this process alive, so that a program that waits in vain ends. */
class RemoteEngine implements Engine {
  private readonly open = new Map<number, (value: never) => void>();
  private last = 0;

  constructor() {
    process.on("message", (message: ToProgram) => this.receive(message));
  }

  register: Engine["register"] = (registration) => this.ask<Registered>({ kind: "register", registration });
  read: Engine["read"] = (registration, id) => this.ask<Registered>({ kind: "read", registration, id });
  invoke: Engine["invoke"] = (token, args) => this.ask<Properties>({ kind: "invoke", token, args });
  outputs: Engine["outputs"] = (urn, outputs, secretPaths) =>
    void send({ kind: "outputs", urn, registered: { outputs, secretPaths } });

  private ask<T>(question: Question): Promise<T> {
    const id = ++this.last;
    channel?.ref();
    return new Promise<T>((resolve) => {
      this.open.set(id, resolve);
      void send({ kind: "question", id, question });
    });
  }

  private receive(message: ToProgram): void {
    if (message.kind === "run") return;
    const resolve = this.open.get(message.id);
    this.open.delete(message.id);
    if (this.open.size === 0) channel?.unref();
    // The answer to a question has the question's type.
    resolve?.(message.value as never);
  }
}

const run = async (request: RunRequest): Promise<void> => {
  process.chdir(request.root);
  const remote = new RemoteEngine();
  const readStack: ReadStack = async (name) =>
    (await remote.invoke(STACK_OUTPUTS, { name })) as unknown as StackOutputs;
  const recording = request.record && recordingEngine(request.record, readStack);
  const result = await runProgram(recording ?? remote, request, () => exported(request.main));
  // Node reports a rejection that nobody handled only when it has nothing else to do.
  await setImmediate();
  await send({
    kind: "done",
    result,
    ...(recording && {
      recording: {
        registrations: recording.registrations,
        answers: recording.answers,
        componentOutputs: recording.componentOutputs,
      },
    }),
  });
  process.exit(0);
};

/** What the program exports are its outputs; a function, as the default export or as all of it, is called for them. */
const exported = (main: string): unknown => {
  const exports = require(main) as unknown;
  void send({ kind: "loaded" });
  if (typeof exports === "function") return exports();
  const { default: program, ...named } = exports as { default?: unknown };
  return typeof program === "function" ? program() : named;
};

const start = (request: RunRequest): void => {
  let failed = false;
  const fail = async (error: unknown): Promise<void> => {
    if (failed) return;
    failed = true;
    await send({ kind: "failed", failure: failureOf(error, request.root, sourceLine) });
    process.exit(1);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  process.once("beforeExit", () => {
    void fail(
      new Error("the program waits for something that never happens: a promise or an output is never resolved"),
    );
  });
  channel?.unref();
  run(request).catch(fail);
};

process.once("disconnect", () => process.exit(1));
process.once("message", (message: ToProgram) => {
  if (message.kind === "run") start(message.request);
});
