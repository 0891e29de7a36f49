import { type Case, type CaseRequest, isMap, type Json, type JsonMap } from "./case-file";
import { difference, matcherOf, print, subset } from "./matchers";
import type { RawAnswer, RawRequest } from "./raw-client";
import type { Behind, Target } from "./target";

type Step = Case["steps"][number];

/** Sends the request of a step; tells the first difference of what came back and of what the backends saw. */
export const checkStep = async (item: Case, step: Step, target: Target): Promise<string | undefined> => {
  const answer = await target.send(await rawRequest(item, step.request, target));
  const { expect } = step;
  return (
    checkAnswer(expect, answer) ??
    (target.behind && (checkCalls(item, expect, target.behind) ?? (await checkStores(expect, target.behind))))
  );
};

const rawRequest = async (item: Case, request: CaseRequest, target: Target): Promise<RawRequest> => {
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    headers.push([name, isMap(value) && isMap(value.$token) ? await target.token(value.$token) : String(value)]);
  }
  for (const [name, value] of request.rawHeaders ?? []) headers.push([name, value]);
  const path = request.rawPath ?? `/${item.stage?.name ?? "test"}${request.path ?? "/"}`;
  const query = request.rawQuery ?? queryText(request.query ?? {});
  return {
    method: request.method,
    target: query === "" ? path : `${path}?${query}`,
    headers,
    body: bodyOf(request),
  };
};

const queryText = (query: JsonMap): string =>
  Object.entries(query)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)] as const))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");

const bodyOf = ({ body, bodyBase64, bodyRepeat }: CaseRequest): Buffer | undefined => {
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, "base64");
  if (bodyRepeat) return Buffer.from(bodyRepeat.char.repeat(bodyRepeat.length));
  if (body === undefined) return undefined;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
};

const checkAnswer = (expect: JsonMap, answer: RawAnswer): string | undefined => {
  const text = answer.body.toString("utf8");
  if (expect.status !== undefined && expect.status !== answer.status) {
    return `status should be ${print(expect.status)} and is ${answer.status}, body ${print(text)}`;
  }
  for (const [name, value] of Object.entries(isMap(expect.headers) ? expect.headers : {})) {
    const lines = answer.headers.filter(([own]) => own.toLowerCase() === name.toLowerCase()).map(([, line]) => line);
    const actual = lines.length > 0 ? lines.join(", ") : undefined;
    if (value === null) {
      if (actual !== undefined) return `header ${name} should be absent and is ${print(actual)}`;
      continue;
    }
    const found = difference(value, actual, `header ${name}`);
    if (found) return found;
  }
  if (typeof expect.bodyBase64 === "string" && expect.bodyBase64 !== answer.body.toString("base64")) {
    return `body should be ${expect.bodyBase64} and is ${answer.body.toString("base64")} (base64; text ${print(text)})`;
  }
  return expect.body === undefined ? undefined : checkBody(expect.body, text);
};

const checkBody = (expected: Json, text: string): string | undefined => {
  const matcher = matcherOf(expected)?.name;
  if (typeof expected === "string" || matcher === "$regex" || matcher === "$json") {
    return difference(expected, text, "body");
  }
  try {
    return difference(expected, JSON.parse(text), "body");
  } catch {
    return `body should be JSON and is ${print(text)}`;
  }
};

const checkCalls = (item: Case, expect: JsonMap, { functions, httpRequest }: Behind): string | undefined => {
  for (const [name, count] of Object.entries(isMap(expect.invocations) ? expect.invocations : {})) {
    if (functions.invocations(name) !== count) {
      return `${name} should have been called ${print(count)} times and was called ${functions.invocations(name)} times`;
    }
  }
  const authorizers = functions.names.filter((name) => isAuthorizer(item, name));
  const others = functions.names.filter((name) => !authorizers.includes(name));
  return (
    checkEvent(expect.event, others, functions, "event") ??
    checkEvent(expect.authorizerEvent, authorizers, functions, "authorizerEvent") ??
    (isMap(expect.backendRequest) ? subset(expect.backendRequest, httpRequest(), "backendRequest") : undefined)
  );
};

const checkEvent = (
  expected: Json | undefined,
  names: readonly string[],
  functions: Behind["functions"],
  at: string,
): string | undefined => {
  if (!isMap(expected)) return undefined;
  const called = names.filter((name) => functions.invocations(name) > 0);
  if (called.length !== 1) return `${at}: ${called.length} functions were called`;
  return (
    subset(withoutCase(expected), functions.lastEvent(called[0] ?? ""), at) ??
    absentHeaders(expected, functions.lastEvent(called[0] ?? ""))
  );
};

/** `$absent` in headers looks for the name in any case, which is checked apart. */
const withoutCase = (expected: JsonMap): JsonMap => expected;

const absentHeaders = (expected: JsonMap, event: Json | undefined): string | undefined => {
  const headers = isMap(expected.headers) ? expected.headers : {};
  const wanted = isMap(headers.$subset) ? headers.$subset : headers;
  const actual = isMap(event) && isMap(event.headers) ? Object.keys(event.headers) : [];
  for (const [name, value] of Object.entries(wanted)) {
    const found = actual.find((own) => own.toLowerCase() === name.toLowerCase());
    if (matcherOf(value)?.name === "$absent" && found) return `event.headers.${found} should be absent`;
  }
  return undefined;
};

const isAuthorizer = (item: Case, name: string): boolean => {
  const text = JSON.stringify(item.openapi ?? item.openapiText ?? "");
  const uris = [...text.matchAll(/authorizerUri\\?"\s*:\s*\\?"([^"\\]+)/g)].map(([, uri]) => uri ?? "");
  const variables = item.stage?.variables ?? {};
  return uris
    .map((uri) => uri.replace(/\$\{stageVariables\.([^}]+)\}/g, (_, variable: string) => variables[variable] ?? ""))
    .some((uri) => uri.includes(`:function:${name}/`) || uri.includes(`:function:${name}:`));
};

const STORES = ["messages", "items", "objects", "records", "busEvents", "executions"];

const checkStores = async (expect: JsonMap, behind: Behind): Promise<string | undefined> => {
  for (const kind of STORES) {
    for (const [name, expected] of Object.entries(isMap(expect[kind]) ? expect[kind] : {})) {
      const found = compareStore(expected, await behind.stored(kind, name), `${kind}.${name}`);
      if (found) return found;
    }
  }
  return undefined;
};

/** Entries of a store are subsets on their first level. */
const compareStore = (expected: Json, actual: Json | undefined, at: string): string | undefined => {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length)
      return `${at} should have ${expected.length} entries and has ${print(actual)}`;
    for (const [index, entry] of expected.entries()) {
      const found =
        isMap(entry) && !matcherOf(entry)
          ? subset(entry, actual[index], `${at}[${index}]`)
          : difference(entry, actual[index], `${at}[${index}]`);
      if (found) return found;
    }
    return undefined;
  }
  if (isMap(expected) && !matcherOf(expected) && isMap(actual)) return subset(expected, actual, at);
  return difference(expected, actual, at);
};
