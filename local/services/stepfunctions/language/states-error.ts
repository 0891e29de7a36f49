/** An error of an execution, as Retry and Catch see it. */
export class StatesError extends Error {
  constructor(
    /** `States.TaskFailed`, or a name of a function's or service's own. */
    readonly error: string,
    readonly reason = "",
  ) {
    super(reason === "" ? error : `${error}: ${reason}`);
    this.name = "StatesError";
  }

  // fidelity: docs: Step Functions developer guide, "Handling errors": what States.ALL and States.TaskFailed stand for
  matches(names: readonly string[]): boolean {
    return names.some((name) => {
      if (name === this.error) return true;
      if (this.error === "States.Runtime" || this.error === "States.DataLimitExceeded") return false;
      return name === "States.ALL" || (name === "States.TaskFailed" && this.error !== "States.Timeout");
    });
  }
}

/** The definition and the data do not go together. */
export const runtimeError = (reason: string): StatesError => new StatesError("States.Runtime", reason);
