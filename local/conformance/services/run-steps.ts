import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { totpCode } from "../../services/cognito/proofs/totp";
import { isMap, type Json, type JsonMap } from "../case-file";
import { difference, matcherOf, print, subset } from "../matchers";
import type { RawAnswer } from "../raw-client";
import type { Account } from "./account";
import { createFunction, createRole } from "./case-functions";
import { signInAtPages } from "./hosted-login";
import { postPolicy, sendHttp } from "./http-step";
import { NotRunnable } from "./not-runnable";
import { byAnswers, type Recorder } from "./recorder";
import { type Answer, valueAt } from "./sdk";
import { signInBySrp } from "./srp-step";
import { ABSENT, filled, filledExpectation } from "./values";

/** A case of the format of setup, steps and teardown. */
export interface StepsCase {
  readonly service: string;
  readonly functions?: Readonly<Record<string, { readonly answers: readonly JsonMap[]; readonly timeout?: number }>>;
  readonly setup?: readonly JsonMap[];
  readonly steps: readonly JsonMap[];
  readonly teardown?: readonly JsonMap[];
}

/** Runs the steps of a case. Answers the first difference. @throws {NotRunnable} when its scene cannot be set */
export const runSteps = async (item: StepsCase, account: Account, recorder: Recorder): Promise<string | undefined> => {
  const run = new StepsRun(item, account, recorder);
  await run.prepare();
  try {
    for (const [index, step] of (item.setup ?? []).entries()) {
      const failure = await run.step(step);
      if (failure) throw new NotRunnable(`setup ${index + 1}: ${failure}`);
    }
    for (const [index, step] of item.steps.entries()) {
      const failure = await run.step(step);
      if (failure) return `step ${index + 1}: ${failure}`;
    }
    return undefined;
  } finally {
    for (const step of item.teardown ?? []) await run.step(step).catch(() => undefined);
  }
};

/** What a step came back with: the difference, and what `capture` may take from. */
interface Outcome {
  readonly failure: string | undefined;
  readonly value: unknown;
}

class StepsRun {
  private readonly variables = new Map<string, unknown>();

  constructor(
    private readonly item: StepsCase,
    private readonly account: Account,
    private readonly recorder: Recorder,
  ) {
    const { region, credentials } = account.sdk.connection;
    const id = randomBytes(5).toString("hex");
    const always = { id, uuid: randomUUID(), region, account: account.id };
    for (const [name, value] of Object.entries(always)) this.variables.set(name, value);
    this.variables.set("accessKeyId", credentials?.accessKeyId ?? process.env.AWS_ACCESS_KEY_ID);
    this.variables.set("bucketConfig", region === "us-east-1" ? ABSENT : { LocationConstraint: region });
  }

  async prepare(): Promise<void> {
    const functions = Object.entries(this.item.functions ?? {});
    if (functions.length === 0) return;
    const role = await createRole(this.account.sdk, `role-${this.variables.get("id")}`);
    for (const [name, { answers, timeout }] of functions) {
      const made = await createFunction(this.account.sdk, this.recorder, {
        name: `${name}-${this.variables.get("id")}`,
        role,
        behaviours: byAnswers(answers),
        ...(timeout ? { timeoutSeconds: timeout } : {}),
      });
      this.variables.set(`fn.${name}`, made.name);
      this.variables.set(`fnArn.${name}`, made.arn);
    }
  }

  async step(step: JsonMap): Promise<string | undefined> {
    if (typeof step.wait === "number") await sleep(step.wait * 1000);
    for (let n = 0; n < Number(step.repeat ?? 1); n += 1) {
      this.variables.set("n", n);
      const failure = await this.untilItHolds(step);
      if (failure) return failure;
    }
    return undefined;
  }

  private async untilItHolds(step: JsonMap): Promise<string | undefined> {
    const until = Date.now() + Number(step.eventually ?? 0) * 1000;
    for (;;) {
      const { failure, value } = await this.once(step);
      if (failure === undefined) {
        for (const [name, path] of Object.entries(isMap(step.capture) ? step.capture : {})) {
          this.variables.set(
            name,
            step.match === undefined ? valueAt(value, String(path)) : groupOf(value, String(path)),
          );
        }
        return undefined;
      }
      if (Date.now() >= until) return failure;
      await sleep(250);
    }
  }

  private async once(step: JsonMap): Promise<Outcome> {
    const { sdk } = this.account;
    const expect = this.expected(step.expect ?? {});
    if (typeof step.operation === "string") {
      const service = String(step.service ?? this.item.service);
      const answer = await sdk.call(service, step.operation, this.input(step.input));
      return { failure: answerDifference(expect, answer), value: answer.output };
    }
    if (isMap(step.http)) {
      const answer = await sendHttp(this.input(step.http), sdk.connection);
      return { failure: httpDifference(expect, answer), value: { json: jsonOf(answer.body.toString()) } };
    }
    if (typeof step.invocations === "string") return this.invocations(step, step.invocations, expect);
    if (isMap(step.presign)) {
      const { operation = "", input, expiresIn = 300 } = step.presign;
      const url = await sdk.presign(this.item.service, String(operation), this.input(input), Number(expiresIn));
      this.variables.set(String(step.as), url);
      return FITS;
    }
    if (isMap(step.postPolicy)) {
      this.variables.set(String(step.as), postPolicy(this.input(step.postPolicy), sdk.connection));
      return FITS;
    }
    if (isMap(step.srp)) {
      const answer = await signInBySrp(this.input(step.srp), sdk);
      return { failure: answerDifference(expect, answer), value: answer.output };
    }
    if (typeof step.totp === "string") {
      this.variables.set(String(step.as), totpCode(String(this.input({ secret: step.totp }).secret), Date.now()));
      return FITS;
    }
    if (isMap(step.code)) {
      const { pool, username } = this.input(step.code);
      this.variables.set(String(step.as), this.account.sentCode(String(pool), String(username)));
      return FITS;
    }
    if (isMap(step.hostedLogin)) {
      this.variables.set(String(step.as), await signInAtPages(this.input(step.hostedLogin), sdk.connection));
      return FITS;
    }
    if (step.match !== undefined) {
      const value = this.input({ value: step.match }).value;
      return {
        failure: difference(this.expected({ value: step.expect ?? null }).value ?? null, value, "value"),
        value,
      };
    }
    if (typeof step.wait === "number") return FITS;
    throw new NotRunnable(`the case runner has no step ${Object.keys(step).join(", ")}`);
  }

  private invocations(step: JsonMap, name: string, expect: JsonMap): Outcome {
    const received = this.recorder.events(String(this.variables.get(`fn.${name}`)));
    const events =
      typeof step.flatten === "string"
        ? received.flatMap((event) => (valueAt(event, String(step.flatten)) as readonly Json[] | undefined) ?? [])
        : received;
    if (expect.count !== undefined && expect.count !== events.length) {
      return {
        failure: `${name} should have been called with ${print(expect.count)} and was with ${events.length}`,
        value: events,
      };
    }
    const wanted = expect.events;
    return { failure: wanted === undefined ? undefined : difference(eachSubset(wanted), events, name), value: events };
  }

  private input(value: Json | undefined): JsonMap {
    return filled(value ?? {}, (name) => this.variables.get(name)) as JsonMap; // an object stays one
  }

  private expected(value: Json): JsonMap {
    return filledExpectation(value, (name) => this.variables.get(name)) as JsonMap;
  }
}

/** What the group of a regular expression takes from a text. */
const groupOf = (text: unknown, pattern: string): string | undefined => new RegExp(pattern).exec(String(text))?.[1];

const FITS: Outcome = { failure: undefined, value: undefined };

/** Events are subsets on their first level, also within a matcher of lists. */
const eachSubset = (events: Json): Json => {
  if (Array.isArray(events))
    return events.map((event) => (isMap(event) && !matcherOf(event) ? { $subset: event } : event));
  const matcher = matcherOf(events);
  return matcher ? { [matcher.name]: eachSubset(matcher.value) } : events;
};

const answerDifference = (expect: JsonMap, { status, headers, output, error }: Answer): string | undefined => {
  if (isMap(expect.error)) {
    if (!error) return `it should be refused with ${print(expect.error)} and was answered with ${print(output)}`;
    const { code, message, status: wanted, detail, rest } = expect.error;
    const found =
      optional(code, error.code, "code") ??
      optional(message, error.message, "message") ??
      optional(wanted, status, "status") ??
      (isMap(detail) ? subset(detail, error.fields, "error") : undefined) ??
      (isMap(rest) ? subset(rest, error.fields, "error") : undefined);
    return found && `${found} (${error.code}: ${error.message})`;
  }
  if (!output) return `it was refused: ${error?.code}: ${error?.message}`;
  return (
    (isMap(expect.output) ? subset(expect.output, output, "output") : undefined) ??
    optional(expect.status, status, "status") ??
    headersDifference(expect, headers)
  );
};

const httpDifference = (expect: JsonMap, { status, headers, body }: RawAnswer): string | undefined => {
  const text = body.toString("utf8");
  const found =
    optional(expect.status, status, "status") ??
    headersDifference(expect, Object.fromEntries(headers)) ??
    (expect.body === undefined ? undefined : bodyDifference(expect.body, text));
  return found && `${found}; body ${print(text)}`;
};

/** Matchers of objects and lists, which look at the JSON of a body; others look at its text. */
const OF_JSON = new Set(["$subset", "$unordered", "$includes", "$excludes"]);

const bodyDifference = (expected: Json, text: string): string | undefined => {
  const ofJson = typeof expected !== "string" && OF_JSON.has(matcherOf(expected)?.name ?? "$subset");
  return difference(expected, ofJson ? jsonOf(text) : text, "body");
};

const headersDifference = (expect: JsonMap, actual: Readonly<Record<string, string>>): string | undefined => {
  const lower = new Map(Object.entries(actual).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, wanted] of Object.entries(isMap(expect.headers) ? expect.headers : {})) {
    const found = difference(wanted ?? { $absent: true }, lower.get(name.toLowerCase()), `header ${name}`);
    if (found) return found;
  }
  return undefined;
};

const optional = (expected: Json | undefined, actual: unknown, at: string): string | undefined =>
  expected === undefined ? undefined : difference(expected, actual, at);

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
