/** Changes that leave a computed output as it is. */
interface Volatile {
  readonly outputs: readonly string[];
  readonly except: readonly string[];
}

/** Outputs that an update in place makes anew: unknown in its preview. */
// fidelity: docs: the provider's schema (CustomizeDiff)
const VOLATILE: Readonly<Record<string, Volatile>> = {
  "aws:lambda/function:Function": {
    outputs: [
      ...["version", "qualifiedArn", "qualifiedInvokeArn"],
      ...["codeSha256", "lastModified", "sourceCodeHash", "sourceCodeSize"],
    ],
    except: ["tags", "tagsAll", "reservedConcurrentExecutions"],
  },
  "aws:lambda/invocation:Invocation": { outputs: ["result"], except: [] },
};

/** The outputs of a type that nobody knows before the update of these top-level properties. */
export const volatileOutputs = (type: string, changed: readonly string[]): readonly string[] => {
  const found = VOLATILE[type];
  return found && changed.some((property) => !found.except.includes(property)) ? found.outputs : [];
};
