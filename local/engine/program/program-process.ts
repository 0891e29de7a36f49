import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Lifecycle } from "../../lifecycle/lifecycle";
import type { Properties } from "../resources/resource-type";
import { ProgramError } from "./failure";
import type { FromProgram, Question, Recording, RunRequest, ToProgram } from "./program-messages";

import type { Engine, Registered, RegisteredOutputs } from "./registration";

export interface ProgramResult extends RegisteredOutputs {
  readonly recording?: Recording;
}

/** Nearly all that a program loads stays: to look through it each 16 MB takes a fifth of its time. In MB. */
const ROOMY = ["--max-semi-space-size=64", "--min-semi-space-size=64"];

/**
 * A program at work in a process of its own. It starts at once, so that its imports run while the cloud gets ready,
 * and its questions wait until somebody serves them.
 */
export class ProgramProcess {
  private readonly child: ChildProcess;
  private readonly waiting: FromProgram[] = [];
  private receive: (message: FromProgram) => void = (message) => this.waiting.push(message);
  private questions = 0;
  /** While nobody but the program itself is waited for. */
  private endRun: (() => void) | undefined;
  /** Of a program that ended before anybody served it. */
  private readonly ended: Promise<number | null>;
  /** Settles with the first failure, or once the program's files are through. */
  private readonly loading: Promise<FromProgram>;

  /** @param beginRun Called when all waits for the program; what it returns, when it asks something or ends. */
  constructor(
    lifecycle: Pick<Lifecycle, "spawn">,
    request: RunRequest,
    print: (line: string) => void,
    private readonly beginRun: () => (() => void) | undefined = () => undefined,
  ) {
    this.endRun = beginRun();
    this.child = lifecycle.spawn(process.execPath, [...ROOMY, join(__dirname, "program-loader.cjs")], {
      cwd: request.root,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // Options of this process (a loader, a debugger's port) are not for the child.
      env: { ...process.env, NODE_OPTIONS: "" },
      serialization: "advanced",
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", print);
    }
    this.ended = new Promise((resolve) => {
      this.child.once("exit", resolve);
      this.child.once("error", () => resolve(null));
    });
    this.loading = new Promise((resolve) => {
      this.child.on("message", (message: FromProgram) => {
        if (message.kind === "loaded" || message.kind === "failed") resolve(message);
        // What its files began may take long.
        if (message.kind === "loaded") return;
        this.endRun?.();
        this.endRun = undefined;
        if (message.kind === "question") this.questions += 1;
        this.receive(message);
      });
    });
    this.tell({ kind: "run", request });
  }

  /** Resolves once the program's files are through. Rejects when one fails: its configuration is wrong, say. */
  async loaded(): Promise<void> {
    const first = await Promise.race([this.loading, this.ended]);
    if (typeof first !== "object" || first?.kind !== "failed") return;
    this.kill();
    await this.ended;
    throw new ProgramError(first.failure);
  }

  /** Answers the program until it ends. Rejects with the first thing that went wrong, on either side. */
  async serve(engine: Engine): Promise<ProgramResult> {
    try {
      return await new Promise<ProgramResult>((resolve, reject) => {
        this.receive = (message) => {
          switch (message.kind) {
            case "question":
              return void this.answer(engine, message.id, message.question).catch(reject);
            case "outputs":
              return engine.outputs(message.urn, message.registered.outputs, message.registered.secretPaths);
            case "done":
              return resolve({ ...message.result, recording: message.recording });
            case "failed":
              return reject(new ProgramError(message.failure));
          }
        };
        for (const message of this.waiting.splice(0)) this.receive(message);
        void this.ended.then((code) => reject(new Error(`the program ended without a result (exit code ${code})`)));
      });
    } finally {
      this.kill();
    }
  }

  kill(): void {
    this.receive = () => {};
    this.endRun?.();
    this.child.kill("SIGKILL");
  }

  /** Rejects when the engine refuses; the program, which would only tell what follows from that, is not asked. */
  private async answer(engine: Engine, id: number, question: Question): Promise<void> {
    const value = await reply(engine, question);
    this.questions -= 1;
    if (this.questions === 0) this.endRun = this.beginRun();
    this.tell({ kind: "answer", id, value });
  }

  private tell(message: ToProgram): void {
    // A program that has ended needs no answer; `ended` tells.
    if (this.child.connected) this.child.send(message, () => {});
  }
}

const reply = (engine: Engine, question: Question): Promise<Registered | Properties> => {
  switch (question.kind) {
    case "register":
      return engine.register(question.registration);
    case "read":
      return engine.read(question.registration, question.id);
    case "invoke":
      return engine.invoke(question.token, question.args);
  }
};
