import { asUnavailable } from "./unavailable";

/** Words of the names of errors, by what a caller of the API is told. */
interface Refusals {
  /** 409. */
  readonly conflict: readonly string[];
  /** 400. */
  readonly mistake: readonly string[];
  /** 503, to be tried again. */
  readonly busy: readonly string[];
}

/**
 * The template of an answer that a service refuses with 400: of AWS integrations the pattern sees the status alone, so that
 * the template has to look at the error's type. Whatever is not named is a fault of the program: 500.
 */
export const refusedCall = ({ conflict, mistake, busy }: Refusals, retryAfterSeconds: number): string =>
  [
    // A text also where there is none: a missing reference is true in a condition.
    `#set($type = "$!input.path('$.__type')")`,
    `#if(${named(conflict)})`,
    `#set($context.responseOverride.status = 409)`,
    `{"message":"Conflict"}`,
    `#elseif(${named(mistake)})`,
    `{"message":"Bad Request"}`,
    `#elseif(${named(busy)})`,
    ...asUnavailable(retryAfterSeconds),
    `#else`,
    `#set($context.responseOverride.status = 500)`,
    `{"message":"Internal Server Error"}`,
    `#end`,
  ].join("\n");

const named = (words: readonly string[]): string => words.map((word) => `$type.contains('${word}')`).join(" || ");
