import { type Failure, refusal, unanswered } from "./failure";

/** What came of a request. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** An answer as `openapi-fetch` gives it. */
export interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** Never rejects: what may go wrong is part of the outcome. */
export const outcomeOf = async <T>(call: Promise<Answered<T>>): Promise<Outcome<T>> => {
  try {
    const { data, error, response } = await call;
    // An answer without a body has no data.
    return response.ok ? { ok: true, value: data as T } : { ok: false, failure: refusal(response.status, error) };
  } catch {
    return { ok: false, failure: unanswered() };
  }
};
