import type { FunctionInvoker, InvokeResult } from "../../services/lambda/invoker";
import { ServiceError } from "../../wire/service-error";
import { isMap, type Json, type JsonMap } from "../case-file";
import { subset } from "../matchers";
import { valueAt } from "../services/sdk";

/** Functions that behave as a case says, and remember what they were called with. */
export class FakeLambdas implements FunctionInvoker {
  private readonly calls = new Map<string, Json[]>();

  constructor(
    private readonly behaviours: Readonly<Record<string, JsonMap>>,
    /** Puts in the references of a case. */
    private readonly fill: (value: Json) => Json,
    private readonly post: (event: Json, asked: JsonMap) => Promise<void>,
  ) {}

  async invoke(arn: string, event: Buffer | string): Promise<InvokeResult> {
    const name = arn.split(":function:")[1]?.split(":")[0] ?? arn;
    const behaviour = this.behaviours[name];
    if (!behaviour) throw new ServiceError("ResourceNotFoundException", `Function not found: ${arn}`, 404);
    const parsed: Json = JSON.parse(event.toString());
    const events = this.calls.get(name) ?? [];
    this.calls.set(name, [...events, parsed]);
    return this.behave(behaviour, parsed, events.length);
  }

  events(name: string): readonly Json[] {
    return this.calls.get(name) ?? [];
  }

  /** Of all functions. */
  allEvents(): readonly Json[] {
    return [...this.calls.values()].flat();
  }

  private async behave(behaviour: JsonMap, event: Json, call: number): Promise<InvokeResult> {
    const { answers, cases, throw: thrown, post } = behaviour;
    if (Array.isArray(answers)) {
      const chosen = answers[Math.min(call, answers.length - 1)];
      return this.behave(isMap(chosen) ? chosen : {}, event, call);
    }
    if (Array.isArray(cases)) {
      const fits = ({ when }: JsonMap) => !isMap(when) || subset(when, event, "") === undefined;
      const chosen = cases.filter(isMap).find(fits);
      return this.behave(chosen ?? {}, event, call);
    }
    if (isMap(post)) await this.post(event, post);
    if (isMap(thrown)) {
      const { errorMessage = "", errorType = "Error" } = thrown;
      return { ...answer({ errorMessage, errorType, trace: [] }), functionError: "Unhandled" };
    }
    return answer(ofEvent(this.fill(behaviour.return ?? null), event));
  }
}

const answer = (value: Json): InvokeResult => ({
  payload: Buffer.from(JSON.stringify(value)),
  executedVersion: "$LATEST",
});

/** A value with what it takes of the event put in. */
const ofEvent = (value: Json, event: Json): Json => {
  if (Array.isArray(value)) return value.map((each) => ofEvent(each, event));
  if (!isMap(value)) return value;
  if (typeof value.$event === "string") return valueAt(event, value.$event) ?? null;
  if (isMap(value.$eventReplace)) {
    const { path, pattern, with: by } = value.$eventReplace;
    return String(valueAt(event, String(path)) ?? "").replace(new RegExp(String(pattern)), String(by));
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, ofEvent(each, event)]));
};
