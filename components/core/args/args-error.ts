import { RunError } from "@pulumi/pulumi";

/**
 * A wrong argument: the fault of whoever wrote the program, found before anything is registered. Pulumi shows its
 * message alone, without the stack.
 *
 * Reads as a sentence: `orders: batch.window must be at least "1 second" when batch.size is over 10 (it is "0 seconds")`.
 */
export class ArgsError extends RunError {
  override readonly name = "ArgsError";

  /**
   * @param component Name of the component as the program gave it.
   * @param path Dotted path of the argument, `batch.window`.
   * @param rule What holds, what was found and the way out: `must be … (it is …)`.
   */
  constructor(
    readonly component: string,
    readonly path: string,
    readonly rule: string,
  ) {
    super(`${component}: ${path} ${rule}`);
  }
}

/**
 * Asks a part of a component, and tells its faults as those of the component's own arguments.
 *
 * @param at Where the part's arguments stand among those of the component.
 */
export const within = <T>(component: string, at: (path: string) => string, ask: () => T): T => {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof ArgsError)) throw error;
    throw new ArgsError(component, at(error.path), error.rule);
  }
};
