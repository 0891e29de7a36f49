import { setTimeout as sleep } from "node:timers/promises";
import { isMap, type JsonMap } from "../case-file";
import { difference, print, subset } from "../matchers";
import type { Account } from "./account";
import { need } from "./case-functions";
import type { DeclaredCase } from "./declared-case";
import { NotRunnable } from "./not-runnable";
import type { Recorder } from "./recorder";
import { Scene } from "./scene";
import type { Answer } from "./sdk";

/** Runs a case. Answers the first difference. @throws {NotRunnable} when its scene cannot be set */
export const runDeclared = async (
  item: DeclaredCase,
  account: Account,
  recorder: Recorder,
): Promise<string | undefined> => {
  const scene = new Scene(item, account, recorder);
  try {
    await scene.make();
    return await KINDS[item.kind](item, scene).catch((error: unknown) => {
      // The scene is set: what is refused now is what the case is about.
      if (error instanceof NotRunnable) return error.message;
      throw error;
    });
  } finally {
    await scene.clear();
  }
};

const EVENT = {
  id: "7",
  account: "000000000000",
  source: "shop.orders",
  time: "2025-03-02T10:15:30Z",
  region: "eu-west-1",
  "detail-type": "order placed",
};

const KINDS: Readonly<Record<DeclaredCase["kind"], (item: DeclaredCase, scene: Scene) => Promise<string | undefined>>> =
  {
    async pattern({ pattern, patternText, event, eventText, expect }, { account }) {
      const answer = await account.sdk.call("events", "TestEventPattern", {
        EventPattern: String(patternText ?? JSON.stringify(pattern)),
        Event: String(eventText ?? JSON.stringify({ ...EVENT, ...(isMap(event) ? event : {}) })),
      });
      if (!isMap(expect)) return "the case expects nothing";
      if (isMap(expect.refused)) return refusal(expect.refused, answer);
      return answered({ Result: expect.matches ?? null }, answer);
    },

    async delivery({ put = [], expect, within }, scene) {
      if (!isMap(expect)) return "the case expects nothing";
      const refused = scene.refusedTargets;
      if (isMap(expect.refused))
        return refused ? refusal(expect.refused, refused) : "PutTargets should be refused, and was not";
      if (refused) return `PutTargets was refused: ${refused.error?.code}: ${refused.error?.message}`;
      const entries = (Array.isArray(put) ? put : []).map((entry) => scene.input(entry)).filter(isMap);
      const Entries = entries.map(({ Detail, ...entry }) => ({
        ...entry,
        Detail: typeof Detail === "string" ? Detail : JSON.stringify(Detail),
      }));
      await need(scene.account.sdk, "events", "PutEvents", { Entries });
      for (const [queue, bodies] of Object.entries(isMap(expect.queues) ? expect.queues : {})) {
        const found = await scene.received(queue, bodies, { within });
        if (found) return found;
      }
      return undefined;
    },

    async filter({ publish, batch, expect, within }, scene) {
      const asked = scene.subscribed;
      if (isMap(expect)) {
        if (isMap(expect.refused)) return refusal(expect.refused, asked);
        return asked.error ? `it was refused: ${asked.error.code}: ${asked.error.message}` : undefined;
      }
      if (asked.error) return `the filter was refused: ${asked.error.code}: ${asked.error.message}`;
      const messages = (Array.isArray(publish) ? publish : []).filter(isMap);
      const inputs = messages.map(({ message, attributes }) => ({
        Message: typeof message === "string" ? message : JSON.stringify(message),
        MessageAttributes: Object.fromEntries(
          Object.entries(isMap(attributes) ? attributes : {}).map(([name, each]) => {
            const { type = "String", value = "" } = isMap(each) ? each : {};
            const text = typeof value === "string" ? value : JSON.stringify(value);
            return [
              name,
              type === "Binary"
                ? { DataType: type, BinaryValue: Buffer.from(text, "base64") }
                : { DataType: type, StringValue: text },
            ];
          }),
        ),
      }));
      const TopicArn = scene.topic;
      if (batch) {
        const PublishBatchRequestEntries = inputs.map((input, index) => ({ Id: String(index), ...input }));
        await need(scene.account.sdk, "sns", "PublishBatch", { TopicArn, PublishBatchRequestEntries });
      } else {
        for (const input of inputs) await need(scene.account.sdk, "sns", "Publish", { TopicArn, ...input });
      }
      const delivered = inputs.filter((_, index) => messages[index]?.delivered === true).map(({ Message }) => Message);
      return scene.received("box", delivered, { within });
    },

    async execution({ definition, definitionText, type = "STANDARD", runs, expect, within }, scene) {
      const text = scene.text(String(definitionText ?? JSON.stringify(definition)));
      const machine = await scene.createMachine("case", text, String(type));
      if (isMap(expect) && isMap(expect.refused)) return refusal(expect.refused, machine);
      if (!machine.output) return `the machine was refused: ${machine.error?.code}: ${machine.error?.message}`;
      const arn = String(machine.output.stateMachineArn);
      for (const [index, run] of (Array.isArray(runs) ? runs : []).filter(isMap).entries()) {
        const input = JSON.stringify(scene.input(run.input ?? null));
        const operation = type === "EXPRESS" ? "StartSyncExecution" : "StartExecution";
        const started = await need(scene.account.sdk, "stepfunctions", operation, { stateMachineArn: arn, input });
        const wanted = scene.expected(run.expect ?? {});
        const found = await outcome(wanted, type === "EXPRESS" ? started : String(started.executionArn), scene, within);
        if (found) return `run ${index + 1}: ${found}`;
      }
      return undefined;
    },

    async calls({ steps }, scene) {
      for (const [index, step] of (Array.isArray(steps) ? steps : []).filter(isMap).entries()) {
        const found = await callStep(step, scene);
        if (found) return `step ${index + 1}: ${found}`;
      }
      return undefined;
    },
  };

const callStep = async (step: JsonMap, scene: Scene): Promise<string | undefined> => {
  const within = typeof step.within === "number" ? step.within : undefined;
  if (typeof step.receive === "string") {
    const options = { within, full: step.full === true, save: isMap(step.save) ? step.save : undefined };
    return scene.received(step.receive, step.expect ?? [], options);
  }
  if (typeof step.execution === "string") {
    return outcome(scene.expected(step.expect ?? {}), scene.text(step.execution), scene, within);
  }
  const [service = "", operation = ""] = String(step.call).split(":");
  const answer = await scene.account.sdk.call(service, operation, scene.input(step.input ?? {}) as object);
  if (isMap(step.refused)) return refusal(scene.expected(step.refused), answer);
  if (!answer.output) return `${operation} was refused: ${answer.error?.code}: ${answer.error?.message}`;
  scene.save(step.save, answer.output);
  return step.expect === undefined ? undefined : difference(scene.expected(step.expect), answer.output, "answer");
};

const refusal = ({ code, message }: JsonMap, { error, output }: Answer): string | undefined => {
  if (!error) return `it should be refused with ${print(code)} and was answered with ${print(output)}`;
  const found =
    difference(code ?? null, error.code, "code") ??
    // AWS appends the place in the text of a definition on further lines.
    (message === undefined ? undefined : difference(message, error.message.split("\n")[0], "message"));
  return found && `${found} (${error.code}: ${error.message})`;
};

const answered = (expected: JsonMap, { output, error }: Answer): string | undefined =>
  output ? subset(expected, output, "answer") : `it was refused: ${error?.code}: ${error?.message}`;

const ENDED = ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"];

/** What has become of an execution, once it has ended. */
const outcome = async (
  expected: JsonMap,
  execution: string | Readonly<Record<string, unknown>>,
  scene: Scene,
  within = 15,
): Promise<string | undefined> => {
  const { sdk } = scene.account;
  const ended = typeof execution === "string" ? await endOf(execution, scene, within) : execution;
  const { status, output, error, cause, entered, calls, messages } = expected;
  const found =
    difference(status ?? "SUCCEEDED", ended.status, "status") ??
    (output === undefined ? undefined : difference({ $json: output }, ended.output, "output")) ??
    (error === undefined ? undefined : difference(error, ended.error, "error")) ??
    (cause === undefined ? undefined : difference(cause, ended.cause, "cause"));
  if (found) return `${found} (${print(ended.error)}: ${print(ended.cause)})`;
  if (entered !== undefined && typeof execution === "string") {
    const { events } = await need(sdk, "stepfunctions", "GetExecutionHistory", {
      executionArn: execution,
      maxResults: 1000,
    });
    const names = (events as { stateEnteredEventDetails?: { name?: string } }[]).flatMap(
      ({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? [],
    );
    const differs = difference(entered, names, "entered");
    if (differs) return differs;
  }
  for (const [name, count] of Object.entries(isMap(calls) ? calls : {})) {
    const differs = difference(count, scene.callsOf(name), `calls of ${name}`);
    if (differs) return differs;
  }
  for (const [queue, bodies] of Object.entries(isMap(messages) ? messages : {})) {
    const differs = await scene.received(queue, bodies, {});
    if (differs) return differs;
  }
  return undefined;
};

const endOf = async (executionArn: string, { account }: Scene, within: number) => {
  const until = Date.now() + within * 1000;
  for (;;) {
    const shown = await need(account.sdk, "stepfunctions", "DescribeExecution", { executionArn });
    if (ENDED.includes(String(shown.status)) || Date.now() > until) return shown;
    await sleep(100);
  }
};
