import type { Fields, FunctionError, FunctionEvent, FunctionRequest, FunctionResponse, FunctionRuntime } from "./event";
import type { KeyValues } from "./key-values";
import { readAnswer } from "./read-answer";
import { isDisallowed } from "./restricted-headers";
import { runInSandbox } from "./sandbox";
import { syntaxErrorOf } from "./syntax";

export interface FunctionCall {
  readonly code: string;
  readonly runtime: FunctionRuntime;
  readonly event: FunctionEvent;
  /** The store that the function is associated with. */
  readonly kvs?: KeyValues;
}

/** What a viewer-request function did with the origin of its request: the arguments of the helper that it called last. */
export type OriginChange =
  | { kind: "update"; value: Record<string, unknown> }
  | { kind: "select"; value: string }
  | { kind: "group"; value: Record<string, unknown> };

/** One of request, response and error. */
export interface FunctionResult {
  readonly request?: FunctionRequest;
  readonly response?: FunctionResponse;
  readonly error?: FunctionError;
  readonly origin?: OriginChange;
  readonly logs: readonly string[];
  /** In percent of what a function may use, 1 to 100. */
  readonly computeUtilization: number;
}

// fidelity: observed: public reports: 503, x-cache: FunctionExecutionError from cloudfront, this text
const COULD_NOT_RUN =
  "The CloudFront function associated with the CloudFront distribution is invalid or could not run.";

// fidelity: docs: "Restrictions on edge functions": function logs are truncated at 10 KB
const LOG_CHARACTERS = 10 * 1024;

/**
 * Runs a CloudFront Function on an event and holds what it answers against CloudFront's rules. Never throws for its code. Headers
 * that functions must not see are left out of the event, and so of the answer.
 */
export const runFunction = async (call: FunctionCall): Promise<FunctionResult> => {
  const { code, runtime, kvs } = call;
  const event = shown(call.event);
  const syntaxError = knownSyntaxError(code, runtime);
  if (syntaxError !== undefined) return { error: couldNotRun(syntaxError), logs: [], computeUtilization: 1 };

  const outcome = await runInSandbox({ code, runtime, event, kvs });
  const ran = { logs: truncated(outcome.logs), computeUtilization: outcome.computeUtilization };
  if (outcome.answer === undefined) return { ...ran, error: couldNotRun(outcome.failure ?? "") };
  const { value } = JSON.parse(outcome.answer) as { value?: unknown };
  const answer = readAnswer(value, event);
  if (!answer.request || outcome.origin === undefined) return { ...ran, ...answer };
  return { ...ran, ...answer, origin: JSON.parse(outcome.origin) as OriginChange };
};

const shown = ({ request, response, ...rest }: FunctionEvent): FunctionEvent => ({
  ...rest,
  request: { ...request, headers: allowed(request.headers) },
  ...(response && { response: { ...response, headers: allowed(response.headers) } }),
});

const allowed = (headers: Fields): Fields =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !isDisallowed(name)));

const couldNotRun = (detail: string): FunctionError => ({ status: 503, message: COULD_NOT_RUN, detail });

const truncated = (logs: readonly string[]): string[] => {
  let left = LOG_CHARACTERS;
  return logs.flatMap((line) => {
    const kept = line.slice(0, left);
    left -= kept.length;
    return kept || !line ? [kept] : [];
  });
};

// Code is parsed once; it changes seldom and is at most 10 KB.
const MOST_KNOWN = 500;
const known = new Map<string, string | undefined>();

const knownSyntaxError = (code: string, runtime: FunctionRuntime): string | undefined => {
  const key = `${runtime} ${code}`;
  if (!known.has(key)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, syntaxErrorOf(code, runtime));
  }
  return known.get(key);
};
