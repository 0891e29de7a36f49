import type { Properties } from "../resources/resource-type";
import type { Registered, Registration } from "./registration";

/** What another stack exports, as of its last deployment. */
export interface StackOutputs {
  readonly outputs: Properties;
  /** Those that are secrets. @default [] */
  readonly secretOutputNames?: readonly string[];
}

/** Finds a stack by the name by which programs refer to it: `organization/platform/prod`. */
export type FindStack = (name: string) => StackOutputs | undefined;

/** That of clouds and tests with one stack alone. */
export const noStacks: FindStack = () => undefined;

/**
 * The read of a `StackReference`; `undefined` for any other.
 *
 * @throws Error for a stack that is not there.
 */
export const readStackReference = ({ type }: Registration, id: string, find: FindStack): Registered | undefined =>
  type === "pulumi:pulumi:StackReference" ? { id, outputs: stateOf(id, find) } : undefined;

/** The question behind it, whose error a program can catch. */
export const answerStackOutputs = (token: string, { name }: Properties, find: FindStack): Properties | undefined =>
  token === "pulumi:pulumi:readStackOutputs" ? stateOf(String(name), find) : undefined;

// fidelity: observed: pkg/resource/deploy/builtins.go of pulumi, readStackReference and readStackOutputs
const stateOf = (name: string, find: FindStack): Properties => {
  const found = find(name);
  if (found === undefined) throw new Error(`unknown stack "${name}"`);
  return { name, outputs: found.outputs, secretOutputNames: [...(found.secretOutputNames ?? [])] };
};
