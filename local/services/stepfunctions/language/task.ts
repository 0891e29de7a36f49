import { randomUUID } from "node:crypto";
import type { Json, JsonObject, State } from "./definition";
import { errorDetails, errorOf } from "./ended-before";
import { type Entered, inside, requireSize } from "./entered";
import { argumentsOf, bindingsOf, numberOf, type Scope } from "./evaluation";
import { type HistoryEvent, type Track, text, WHOLE } from "./history";
import { evaluateTemplate } from "./jsonata";
import { fillTemplate } from "./payload-template";
import { type Attempt, type Run, unlessAborted, waitUntil } from "./run";
import { isTimeout, runtimeError, StatesError } from "./states-error";

/** Does the work of a Task state, within its time; what was done before a kill is not done again. */
export const runTask = async ({ state }: Entered, scope: Scope, run: Run, track: Track): Promise<Json> => {
  const ended = track.known("end");
  if (ended) return again(ended, track);
  const { Resource = "" } = state;
  const before = track.known("scheduled");
  const token = typeof before?.kept?.token === "string" ? before.kept.token : randomUUID();
  const within = inside(state, tokened(scope, Resource, token));
  const [seconds, heartbeat] = await timesOf(state, within);
  const input = await argumentsOf(state, within);
  const credentials = await credentialsOf(state, within);
  const events = eventsOf(Resource);
  const times = {
    ...(seconds === undefined ? {} : { timeoutInSeconds: seconds }),
    ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
    ...(credentials === undefined ? {} : { taskCredentials: credentials }),
  };
  const scheduled = await events.scheduled(track, { input, region: run.region, times, token });
  if (events.started) await track.tell("started", events.started, events.named);
  const stop = new AbortController();
  const attempt: Attempt = {
    id: track.key,
    token,
    credentials,
    heartbeatMs: heartbeat === undefined ? undefined : heartbeat * 1000,
    signal: AbortSignal.any([run.signal, stop.signal]),
    submitted: submittedIn(track.known("submitted")),
    submit: async (answer) => {
      const details = { ...events.named, output: text(answer), outputDetails: WHOLE };
      await track.tell("submitted", "TaskSubmitted", details);
    },
    begun: async (workerName) => {
      await track.tell("started", "ActivityStarted", workerName === undefined ? {} : { workerName });
    },
  };
  try {
    const deadline = seconds === undefined ? undefined : scheduled.time + seconds * 1000;
    const result = await inTime(deadline, unlessAborted(run.signal, run.task(Resource, input, attempt)), run);
    const output = text(result);
    requireSize(Resource, output);
    await track.tell("end", events.succeeded, { ...events.named, output, outputDetails: WHOLE });
    return result;
  } catch (error) {
    if (error instanceof StatesError && error.constructor === StatesError) {
      const type = isTimeout(error) ? events.timedOut : events.failed;
      await track.tell("end", type, { ...events.named, ...errorDetails(error) });
    }
    throw error;
  } finally {
    stop.abort();
  }
};

const again = (event: HistoryEvent, track: Track): Json => {
  track.follow(event);
  const { details = {} } = event;
  if (typeof details.output === "string") return JSON.parse(details.output) as Json;
  throw errorOf(details);
};

const submittedIn = (event: HistoryEvent | undefined): Json | undefined =>
  event === undefined ? undefined : (JSON.parse(String(event.details?.output)) as Json);

/** A task that waits finds its token in the context object. */
const tokened = (scope: Scope, resource: string, Token: string): Scope => {
  if (!/\.(?:waitForTaskToken|sync(?::2)?)$/.test(resource)) return scope;
  const { data } = scope;
  return { ...scope, data: { ...data, context: { ...data.context, Task: { Token } } } };
};

const timesOf = async (state: State, scope: Scope): Promise<readonly (number | undefined)[]> => {
  const fields = [
    ["TimeoutSeconds", state.TimeoutSeconds, state.TimeoutSecondsPath],
    ["HeartbeatSeconds", state.HeartbeatSeconds, state.HeartbeatSecondsPath],
  ] as const;
  const times: (number | undefined)[] = [];
  for (const [field, value, path] of fields) {
    const found = await numberOf(field, value, path, scope);
    if (found !== undefined && (typeof found !== "number" || !Number.isInteger(found) || found <= 0)) {
      throw runtimeError(`The ${field} parameter does not reference a positive integer: ${path} == ${text(found)}`);
    }
    times.push(found);
  }
  return times;
};

const credentialsOf = async ({ Credentials }: State, scope: Scope): Promise<JsonObject | undefined> => {
  if (Credentials === undefined) return undefined;
  const filled =
    scope.language === "JSONata"
      ? await evaluateTemplate("Credentials", Credentials, bindingsOf(scope))
      : fillTemplate(Credentials, scope.data);
  return filled as JsonObject;
};

const inTime = async (deadline: number | undefined, work: Promise<Json>, run: Run): Promise<Json> => {
  if (deadline === undefined) return work;
  const done = new AbortController();
  const late = waitUntil(deadline, { clock: run.clock, signal: done.signal }).then(() => {
    throw new StatesError("States.Timeout");
  });
  // Whichever comes second has nobody left to tell.
  late.catch(() => {});
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
};

interface Scheduled {
  readonly input: Json;
  readonly region: string;
  readonly times: JsonObject;
  readonly token: string;
}

interface Events {
  readonly scheduled: (track: Track, scheduled: Scheduled) => Promise<HistoryEvent>;
  /** Absent: somebody else begins with it. */
  readonly started?: string;
  readonly succeeded: string;
  readonly failed: string;
  readonly timedOut: string;
  /** What all of them tell. */
  readonly named: JsonObject;
}

/** The names under which a history tells of a kind of work. */
// fidelity: observed: localstack's tests on AWS
const eventsOf = (resource: string): Events => {
  const [, service = ""] = /^arn:[^:]+:([^:]+):/.exec(resource) ?? [];
  const activity = service === "states" && resource.includes(":activity:");
  if (service !== "lambda" && !activity) return taskEvents(resource);
  const kind = activity ? "Activity" : "LambdaFunction";
  return {
    scheduled: (track, { input, times, token }) =>
      track.tell(
        "scheduled",
        `${kind}Scheduled`,
        { input: text(input), inputDetails: WHOLE, resource, ...times },
        { token },
      ),
    ...(activity ? {} : { started: `${kind}Started` }),
    succeeded: `${kind}Succeeded`,
    failed: `${kind}Failed`,
    timedOut: `${kind}TimedOut`,
    named: {},
  };
};

const taskEvents = (resource: string): Events => {
  const integration = resource.replace(/^arn:[^:]+:states:::/, "");
  const [, resourceType = "", name = ""] = /^(aws-sdk:[^:]+|[^:]+):(.*)$/.exec(integration) ?? [];
  const named = { resource: name, resourceType };
  return {
    scheduled: (track, { input, region, times, token }) =>
      track.tell("scheduled", "TaskScheduled", { parameters: text(input), region, ...named, ...times }, { token }),
    started: "TaskStarted",
    succeeded: "TaskSucceeded",
    failed: "TaskFailed",
    timedOut: "TaskTimedOut",
    named,
  };
};
