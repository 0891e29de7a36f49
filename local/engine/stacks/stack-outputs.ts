import type { Registered, RegisteredOutputs } from "../program/registration";
import type { Properties } from "../resources/resource-type";

/** What a stack shows others. */
export interface StackOutputs {
  readonly outputs: Properties;
  /** Those that hold a secret, sorted. */
  readonly secretOutputNames: readonly string[];
}

/** Answers `new StackReference(reference)`. @throws for a stack that is not there, with what to do first */
export type ReadStack = (reference: string) => Promise<StackOutputs>;

export const STACK_REFERENCE = "pulumi:pulumi:StackReference";

export const STACK_OUTPUTS = "pulumi:pulumi:readStackOutputs";

export const stackOutputs = ({ outputs, secretPaths }: RegisteredOutputs): StackOutputs => {
  const names = Object.keys(outputs).sort();
  // Names may have dots as well: the longest one is meant.
  const secret = new Set(
    secretPaths.map((path) => names.findLast((name) => path === name || path.startsWith(`${name}.`))),
  );
  return { outputs, secretOutputNames: names.filter((name) => secret.has(name)) };
};

// fidelity: observed: readStackReference of pkg/resource/deploy/builtins.go in pulumi/pulumi
export const referenceAnswer = (reference: string, { outputs, secretOutputNames }: StackOutputs): Registered => ({
  id: reference,
  outputs: { name: reference, outputs, secretOutputNames },
  // One secret among them makes a secret of all; the SDK tells them apart by their names.
  secrets: secretOutputNames.length > 0 ? ["outputs"] : [],
});

/** The question behind a reference, whose error a program can catch; `undefined` for any other question. */
export const answerStackOutputs = async (
  token: string,
  { name }: Properties,
  readStack: ReadStack,
): Promise<Properties | undefined> =>
  token === STACK_OUTPUTS ? referenceAnswer(String(name), await readStack(String(name))).outputs : undefined;
