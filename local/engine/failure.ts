import type { Failure } from "./program-messages";

/** Errors of the language itself: thrown by mistake, so the place matters. All others were written to be read. */
const BUILT_IN = new Set(["Error", "TypeError", "RangeError", "ReferenceError", "EvalError", "URIError"]);

/**
 * What of an error the developer needs: a message that was written for them alone, otherwise with the lines of the
 * program that led to it.
 */
export const failureOf = (error: unknown, root: string): Failure => {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message } = error;
  // A RunError of Pulumi is meant for the user, whatever its name.
  if (!BUILT_IN.has(error.name) || "__pulumiRunError" in error) return { message };
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line) && line.includes(root) && !line.includes("node_modules"))
    .slice(0, 5)
    .map((line) => line.replaceAll(`file://${root}/`, "").replaceAll(`${root}/`, ""));
  return frames.length > 0 ? { message, stack: frames.join("\n") } : { message };
};

/** A failure as an error again, on the other side. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";

  constructor(failure: Failure) {
    super(failure.stack ? `${failure.message}\n${failure.stack}` : failure.message);
  }
}
