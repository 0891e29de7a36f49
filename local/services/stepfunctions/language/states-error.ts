/** An error of an execution, as Retry and Catch see it. */
export class StatesError extends Error {
  constructor(
    /** `States.TaskFailed`, or a name of a function's or service's own; a Fail state may have none. */
    readonly error: string | undefined,
    readonly reason?: string,
  ) {
    super([error, reason].filter((part) => part !== undefined && part !== "").join(": "));
    this.name = "StatesError";
  }

  // fidelity: docs: Step Functions developer guide, "Handling errors": what States.ALL and States.TaskFailed stand for
  matches(names: readonly string[]): boolean {
    // fidelity: observed: localstack's tests on AWS: States.Runtime is not caught, not even by its own name
    if (this.error === "States.Runtime") return false;
    return names.some((name) => {
      if (name === this.error) return true;
      if (this.error === "States.DataLimitExceeded") return false;
      return name === "States.ALL" || (name === "States.TaskFailed" && !isTimeout(this));
    });
  }
}

/** The definition and the data do not go together; the state where that came out is named once it is known. */
export class Unplaced extends StatesError {
  /** As AWS tells it. */
  // fidelity: observed: localstack's tests on AWS
  in(state: string, eventId: number): StatesError {
    const place = `An error occurred while executing the state '${state}' (entered at the event id #${eventId}).`;
    return new StatesError(this.error, `${place} ${this.reason ?? ""}`);
  }
}

export const runtimeError = (reason: string): StatesError => new Unplaced("States.Runtime", reason);

/** What a JSONata expression gave cannot be used. */
export const queryError = (reason: string): StatesError => new Unplaced("States.QueryEvaluationError", reason);

export const isTimeout = ({ error }: StatesError): boolean =>
  error === "States.Timeout" || error === "States.HeartbeatTimeout";

/** Error and Cause as a catcher hands them on. */
// fidelity: observed: localstack's tests on AWS: the cause of a timeout is empty, what was not told is null
export const told = (error: StatesError) => ({
  Error: error.error ?? null,
  Cause: error.reason ?? (isTimeout(error) ? "" : null),
});
