import { relative } from "node:path";
import type { Failure } from "./program-messages";

/** Errors of the language itself: thrown by mistake, so the place matters. All others were written to be read. */
const BUILT_IN = new Set(["Error", "TypeError", "RangeError", "ReferenceError", "EvalError", "URIError"]);

/** Where a place of the running code is in its source. */
export type SourceLine = (file: string, line: number, column: number) => number;

/**
 * What of an error the developer needs: a message that was written for them alone, otherwise with the lines of the
 * program that led to it.
 */
export const failureOf = (error: unknown, root: string, sourceLine: SourceLine = (_, line) => line): Failure => {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message } = error;
  // A RunError of Pulumi is meant for the user, whatever its name.
  if (!BUILT_IN.has(error.name) || "__pulumiRunError" in error) return { message };
  const frames = (error.stack ?? "")
    .split("\n")
    .flatMap((line) => place(line, root, sourceLine))
    .slice(0, 5);
  return frames.length > 0 ? { message, stack: frames.join("\n") } : { message };
};

const FRAME = /^\s+at (?:.* \()?(?:file:\/\/)?(\/[^():]+):(\d+):(\d+)\)?$/;

/** A line of a stack trace, when it is the program's own. */
const place = (frame: string, root: string, sourceLine: SourceLine): string[] => {
  const [, file = "", line, column] = FRAME.exec(frame) ?? [];
  if (!file.startsWith(`${root}/`) || file.includes("/node_modules/")) return [];
  return [`    at ${relative(root, file)}:${sourceLine(file, Number(line), Number(column))}`];
};

/** A failure as an error again, on the other side. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";

  constructor(failure: Failure) {
    super(failure.stack ? `${failure.message}\n${failure.stack}` : failure.message);
  }
}
