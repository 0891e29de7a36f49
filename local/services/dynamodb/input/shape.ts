import type { Members } from "../../../wire/operations/members";
import type { Place, Violations } from "./violations";

/** What a member of an input may be: how it is read, what it must hold, and which members below it are known. */
export interface Shape<Value> {
  /** @throws {ServiceError} SerializationException, when the JSON is of another kind */
  read(raw: unknown): Value;
  check(value: Value, place: Place, found: Violations): void;
  /** As a refusal shows it. */
  show(value: Value): string;
  readonly members: Members;
  /** It is a structure: as a member of another one, something else in its place is refused in other words. */
  readonly isStructure?: true;
}

export type ValueOf<Of> = Of extends Shape<infer Value> ? Value : never;

/** A member that must be there. */
export interface Required<Value> {
  readonly required: Shape<Value>;
}

export const required = <Value>(shape: Shape<Value>): Required<Value> => ({ required: shape });
