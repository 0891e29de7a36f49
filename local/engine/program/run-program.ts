import * as config from "@pulumi/pulumi/runtime/config";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { runInPulumiStack } from "@pulumi/pulumi/runtime/stack";
import { stackUrn, useEngine } from "./monitor";

import type { Engine, RegisteredOutputs } from "./registration";

export interface ProgramSettings {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** `namespace:key` -> text. */
  readonly config: Readonly<Record<string, string>>;
}

/**
 * Runs a program in this process: everything it registers goes to `engine`. Resolves with the program's outputs once
 * every registration has been answered. One at a time: the SDK keeps the program in hand in global state.
 */
export const runProgram = async (
  engine: Engine,
  options: ProgramSettings,
  program: () => unknown,
): Promise<RegisteredOutputs> => {
  let outputs: RegisteredOutputs = { outputs: {}, secretPaths: [] };
  const watched = watch(engine, (urn, registered) => {
    if (urn === stackUrn()) outputs = registered;
  });
  useEngine(watched.engine, options);
  config.setAllConfig({ ...options.config });
  const run = async () => {
    await runInPulumiStack(async () => program());
    await settings.disconnect();
    return outputs;
  };
  return Promise.race([run(), watched.refusal]);
};

/** Hears of outputs, and of the first error of the engine, which the SDK would report in words of its own. */
const watch = (
  engine: Engine,
  onOutputs: (urn: string, registered: RegisteredOutputs) => void,
): { engine: Engine; refusal: Promise<never> } => {
  let refuse: (error: unknown) => void = () => {};
  const refusal = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  const watched = async <T>(answer: Promise<T>): Promise<T> => {
    answer.catch(refuse);
    return answer;
  };
  return {
    refusal,
    engine: {
      register: (registration) => watched(engine.register(registration)),
      read: (registration, id) => watched(engine.read(registration, id)),
      invoke: (token, args) => watched(engine.invoke(token, args)),
      outputs(urn, values, secretPaths) {
        onOutputs(urn, { outputs: values, secretPaths });
        engine.outputs(urn, values, secretPaths);
      },
    },
  };
};
