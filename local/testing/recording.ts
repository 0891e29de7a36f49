import * as pulumi from "@pulumi/pulumi";
import { evaluate } from "../engine/program/evaluate-program";
import { useEngine } from "../engine/program/monitor";
import { type RecordingOptions as EngineOptions, given, recordingEngine } from "../engine/program/recording-engine";
import type { Registration } from "../engine/program/registration";
import type { Properties } from "../engine/resources/resource-type";

export interface RecordingOptions extends EngineOptions {
  /** @default "project" */
  readonly project?: string;
  /** @default "stack" */
  readonly stack?: string;
  /** `namespace:key` and text, objects as JSON: `{ "notes:greeting": "Hello" }`. @default {} */
  readonly config?: Readonly<Record<string, string>>;
}

/**
 * Evaluates a function that makes resources, in this process, as an update (or a preview) without a cloud. Ids, ARNs
 * and other outputs are as AWS would give them, the same each time.
 *
 * One at a time: the SDK keeps the program in hand in global state. An input that fails is an unhandled rejection of
 * the SDK, by which test runners fail the test.
 *
 * @returns all it registered, in the order in which Pulumi's engine would have heard of it.
 * @throws what the function throws.
 * @example
 * const made = await registered(() => new Queue("jobs"));
 * assert.equal(the(made, "aws:sqs/queue:Queue", "jobs").inputs.sqsManagedSseEnabled, true);
 */
export const registered = async (program: () => unknown, options: RecordingOptions = {}): Promise<Registration[]> => {
  const { project = "project", stack = "stack", preview = false, config = {} } = options;
  const engine = recordingEngine(options);
  useEngine(engine, { project, stack, preview });
  pulumi.runtime.setAllConfig({ ...config });
  await program();
  await settled();
  return [...engine.registrations];
};

/** Waits until each registration that the last ones led to is through. Internal to the SDK, hence the cast. */
export const settled = (): Promise<void> =>
  (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();

export interface ProgramOptions {
  /** Folder of Pulumi.yaml. @default the working directory */
  readonly root?: string;
  /** As in Pulumi.<stack>.yaml. */
  readonly stack: string;
  /** Ids and computed outputs stay unknown (`UNKNOWN`), as in `pulumi preview`. @default false */
  readonly preview?: boolean;
  /** Outputs of other stacks, by what references call them: `{ "organization/platform/prod": { busArn } }`. @default {} */
  readonly stacks?: Readonly<Record<string, Properties>>;
}

export interface EvaluatedProgram {
  /** In the order in which Pulumi's engine would have heard of them. */
  readonly registrations: readonly Registration[];
  /** What the program exports. */
  readonly outputs: Properties;
  /** What it printed, line by line. */
  readonly printed: readonly string[];
}

/**
 * Evaluates the program of a stack, with its configuration, in a process of its own. Needs no cloud, no credentials
 * and no Pulumi CLI.
 *
 * @throws Error for a stack that is not there, and the program's own first error.
 * @example
 * const { registrations } = await evaluateProgram({ stack: "prod" });
 */
export const evaluateProgram = async (options: ProgramOptions): Promise<EvaluatedProgram> => {
  const { root = process.cwd(), stack, preview, stacks = {} } = options;
  const mode = preview ? "preview" : "update";
  const { registrations, outputs, printed } = await evaluate({ root, stack, mode, readStack: given(stacks) });
  return { registrations, outputs, printed };
};
