import { checkEvent } from "../services/lambda/invoke";
import type { FunctionInvoker, InvokeOptions, InvokeResult } from "../services/lambda/invoker";
import { ServiceError } from "../wire/service-error";
import { isMap, type Json, type JsonMap } from "./case-file";
import { subset } from "./matchers";

/** Functions that behave as a case says, and remember what they were called with. */
export class FakeFunctions implements FunctionInvoker {
  private readonly calls = new Map<string, Json[]>();

  constructor(private readonly behaviours: JsonMap) {}

  async invoke(arn: string, event: Buffer | string, { asynchronous }: InvokeOptions): Promise<InvokeResult> {
    const name = arn.split(":function:")[1]?.split(":")[0] ?? arn;
    const behaviour = this.behaviours[name];
    if (!isMap(behaviour)) {
      throw new ServiceError("ResourceNotFoundException", `Function not found: ${arn}`, 404);
    }
    if (behaviour.behaviour === "error") {
      throw new ServiceError(
        "AccessDeniedException",
        `not authorized to perform: lambda:InvokeFunction on ${arn}`,
        403,
      );
    }
    checkEvent(event);
    const parsed: Json = JSON.parse(event.toString());
    this.calls.set(name, [...(this.calls.get(name) ?? []), parsed]);
    return asynchronous ? { payload: Buffer.alloc(0), executedVersion: "$LATEST" } : behave(behaviour, parsed);
  }

  invocations(name: string): number {
    return this.calls.get(name)?.length ?? 0;
  }

  /** What the function was called with last. */
  lastEvent(name: string): Json | undefined {
    return this.calls.get(name)?.at(-1);
  }

  get names(): string[] {
    return Object.keys(this.behaviours);
  }
}

const behave = (behaviour: JsonMap, event: Json): Promise<InvokeResult> | InvokeResult => {
  switch (behaviour.behaviour) {
    case "echo-event":
      return result({ statusCode: 200, body: JSON.stringify(event), isBase64Encoded: false });
    case "identity":
      return result(event);
    case "return":
      return result(behaviour.return ?? null);
    case "throw": {
      const { errorMessage = "", errorType = "Error" } = behaviour;
      return { ...result({ errorMessage, errorType, trace: [] }), functionError: "Unhandled" };
    }
    case "timeout":
      return new Promise(() => {});
    case "by-event": {
      const cases = Array.isArray(behaviour.cases) ? behaviour.cases.filter(isMap) : [];
      const chosen = cases.find(({ when }) => isMap(when) && subset(when, event, "") === undefined);
      if (!chosen) throw new Error(`no case of the by-event function fits ${JSON.stringify(event)}`);
      return behave(chosen, event);
    }
    default:
      throw new Error(`unknown behaviour of a function: ${JSON.stringify(behaviour.behaviour)}`);
  }
};

const result = (value: Json): InvokeResult => ({
  payload: Buffer.from(JSON.stringify(value)),
  executedVersion: "$LATEST",
});
