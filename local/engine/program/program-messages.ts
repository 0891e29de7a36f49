import type { Properties } from "../resources/resource-type";
import type { RecordingOptions } from "./recording-engine";
import type { Registered, RegisteredOutputs, Registration } from "./registration";
import type { ProgramSettings } from "./run-program";

/** What the parent asks of a program process: one run. */
export interface RunRequest extends ProgramSettings {
  readonly main: string;
  /** Answer every registration within the process and hand all of it over at the end, instead of asking the parent. */
  readonly record?: RecordingOptions;
}

/** An error as it travels: `stack` only where the message alone would not tell its place. */
export interface Failure {
  readonly message: string;
  readonly stack?: string;
}

/** A question to the engine. */
export type Question =
  | { readonly kind: "register"; readonly registration: Registration }
  | { readonly kind: "read"; readonly registration: Registration; readonly id: string }
  | { readonly kind: "invoke"; readonly token: string; readonly args: Properties };

/** Everything an evaluation saw. */
export interface Recording {
  readonly registrations: readonly Registration[];
  readonly answers: ReadonlyMap<string, Registered>;
  readonly componentOutputs: ReadonlyMap<string, RegisteredOutputs>;
}

export type FromProgram =
  | { readonly kind: "question"; readonly id: number; readonly question: Question }
  /** The files of the program are through, and what they declared at once has been asked. */
  | { readonly kind: "loaded" }
  | { readonly kind: "outputs"; readonly urn: string; readonly registered: RegisteredOutputs }
  | { readonly kind: "done"; readonly result: RegisteredOutputs; readonly recording?: Recording }
  | { readonly kind: "failed"; readonly failure: Failure };

export type ToProgram =
  | { readonly kind: "run"; readonly request: RunRequest }
  /** A question that the engine refuses gets none: the parent then ends the program. */
  | { readonly kind: "answer"; readonly id: number; readonly value: Registered | Properties };
