import { isObject } from "../../../languages/json/json-object";
import { restOperation } from "../../../wire/operations/rest-operation";
import { ServiceError } from "../../../wire/service-error";
import type { FunctionEvent } from "../functions/event";
import { runFunction } from "../functions/run-function";
import { answer, type CloudFrontOperation } from "./cloudfront-operation";
import { elements } from "./elements";
import { stageNamed, stageOf, summaryOf, versionOf } from "./functions";

/** Runs a function on an event that the caller made up. */
// fidelity: docs: API_TestFunction, "Test functions"
export const testFunction: CloudFrontOperation = restOperation(
  "TestFunction",
  { header: { "if-match": true }, body: { EventObject: true, Stage: true } },
  { action: "cloudfront:TestFunction", on: versionOf },
  (control) =>
    async ({ request }, record) => {
      const text = request.body.toString("utf8");
      const stage = stageNamed(elements(text, "Stage")[0]);
      const { code, runtime, store } = stageOf(record, stage);
      const event = readEvent(elements(text, "EventObject")[0] ?? "");
      const kvs = store === undefined ? undefined : control.functions.keyValues(store);
      const result = await runFunction({ code, runtime, event, ...(kvs && { kvs }) });
      const output = result.request ? { request: result.request } : { response: result.response };
      return answer(200, "TestResult", {
        FunctionSummary: summaryOf(record, stage),
        ComputeUtilization: String(result.computeUtilization),
        FunctionExecutionLogs: { member: result.logs },
        FunctionErrorMessage: result.error?.detail ?? "",
        FunctionOutput: result.error ? "" : JSON.stringify(output),
      });
    },
);

const readEvent = (base64: string): FunctionEvent => {
  try {
    const event: unknown = JSON.parse(Buffer.from(base64, "base64").toString("utf8"));
    if (isObject(event) && isObject(event.request) && isObject(event.context)) {
      const { request, response } = event;
      const whole = { querystring: {}, headers: {}, cookies: {}, ...request };
      // Of the shape that the guide gives it; what the function makes of it is looked at afterwards.
      return {
        ...event,
        request: whole,
        ...(isObject(response) && { response: { headers: {}, cookies: {}, ...response } }),
      } as unknown as FunctionEvent;
    }
  } catch {
    // No JSON: told below.
  }
  throw new ServiceError("TestFunctionFailed", "The event object is not valid JSON with a context and a request.", 500);
};
