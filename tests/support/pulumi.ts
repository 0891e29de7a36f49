import * as pulumi from "@pulumi/pulumi";
import { useEngine } from "../../local/engine/program/monitor";
import { type RecordingOptions, recordingEngine } from "../../local/engine/program/recording-engine";
import type { Registration } from "../../local/engine/program/registration";

export const PROJECT = "serverless-tiers";
export const STACK = "test";

/**
 * Evaluates `program` as an update (or a preview) without a cloud and returns all it registered, in the order in
 * which the engine heard of it. Rejects when the program throws. An input that fails is an unhandled rejection of the
 * SDK, by which mocha fails the test.
 */
export const registered = async (program: () => unknown, options: RecordingOptions = {}): Promise<Registration[]> => {
  const engine = recordingEngine(options);
  useEngine(engine, { project: PROJECT, stack: STACK, preview: options.preview ?? false });
  await program();
  await settled();
  return [...engine.registrations];
};

/** Waits until each registration that the last ones led to is through. Internal to the SDK, hence the cast. */
const settled = (): Promise<void> => (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();

/** The value of an output; rejects when the output fails. `promise` is internal to the SDK, hence the cast. */
export const resolved = <T>(output: pulumi.Output<T>): Promise<T> =>
  (output as unknown as { promise(): Promise<T> }).promise();

/** Whether the update has yet to tell the value. */
export const isUnknown = async (output: pulumi.Output<unknown>): Promise<boolean> =>
  !(await (output as unknown as { isKnown: Promise<boolean> }).isKnown);

/** Types and names, sorted: `aws:sqs/queue:Queue orders`. The order of registration is the SDK's own affair. */
export const listed = (registrations: readonly Registration[]): string[] =>
  registrations.map(({ type, name }) => `${type} ${name}`).sort();

/** The one registration of a type and a name. */
export const the = (registrations: readonly Registration[], type: string, name: string): Registration => {
  const found = registrations.filter((registration) => registration.type === type && registration.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} registrations of ${type} ${name} among:\n${listed(registrations).join("\n")}`);
  return only;
};

/** What a registration depends on, as `listed` names it. */
export const dependencies = ({ dependencies: urns }: Registration): string[] =>
  urns
    .map((urn) => urn.split("::").slice(2))
    .map(([types = "", name]) => `${types.split("$").at(-1)} ${name}`)
    .sort();
