import { compileEventPattern, type EventPattern } from "../../../languages/event-patterns/compile-event-pattern";

/**
 * The filter of an event source.
 * @throws {PatternError}
 */
// fidelity: observed: localstack test_dynamodb_event_filter[exists_false_filter]: an attribute, which is an object, is there
export const compileFilter = (pattern: string): EventPattern => compileEventPattern(pattern, { objectsExist: true });
