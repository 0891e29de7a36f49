export type MachineType = "STANDARD" | "EXPRESS";

/** What keeps a text from being the definition of a machine, as AWS tells it. */
export interface Problem {
  readonly code: "SCHEMA_VALIDATION_FAILED" | "INVALID_JSON_DESCRIPTION" | "MISSING_TRANSITION_TARGET";
  readonly message: string;
  /** `/States/Ask/Resource` */
  readonly location?: string;
}

export const schemaProblem = (message: string, location: string): Problem => ({
  code: "SCHEMA_VALIDATION_FAILED",
  message,
  location,
});

export const shownProblem = ({ code, message, location }: Problem): string =>
  `${code}: ${message}${location === undefined ? "" : ` at ${location}`}`;
