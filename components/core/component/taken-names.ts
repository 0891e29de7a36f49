import * as pulumi from "@pulumi/pulumi";

/** Who has which name, for each program that is evaluated in this process: each has a monitor of its own. */
const TAKEN = new WeakMap<object, Map<string, string>>();

const ofProgram = (): Map<string, string> => {
  const program = pulumi.runtime.getMonitor();
  if (program === undefined) return new Map();
  const taken = TAKEN.get(program) ?? new Map<string, string>();
  TAKEN.set(program, taken);
  return taken;
};

/**
 * Who else has taken the name in this program, in words; `undefined` while it is free.
 *
 * The same one again is for Pulumi to refuse: in tests under its mocks one program makes everything many times.
 */
export const takenBy = (kind: string, name: string, by: string): string | undefined => {
  const other = ofProgram().get(`${kind} ${name}`);
  return other === by ? undefined : other;
};

/** Takes a name that no two of a kind may have. */
export const takeName = (kind: string, name: string, by: string): void => {
  ofProgram().set(`${kind} ${name}`, by);
};
