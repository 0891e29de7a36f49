import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { invalidParameter } from "../errors";
import { checkEvent, MAX_ASYNC_BYTES } from "../invoke";
import { functionOf, type LambdaOperation } from "./lambda-operation";

const LOG_TAIL_BYTES = 4_096;

const MEMBERS = {
  header: read("x-amz-client-context", "x-amz-invocation-type", "x-amz-log-type"),
  query: read("Qualifier"),
};

/** fidelity: docs: API_Invoke */
export const invoke: LambdaOperation = restOperation(
  "Invoke",
  MEMBERS,
  { action: "lambda:InvokeFunction", on: functionOf },
  ({ runner, asyncInvocations }) =>
    async ({ request }, target) => {
      const { headers, body } = request;
      const executed = { "x-amz-executed-version": target.version.version, "x-amzn-requestid": request.requestId };
      switch (headers["x-amz-invocation-type"] ?? "RequestResponse") {
        case "DryRun":
          return { status: 204, headers: executed, body: "" };
        case "Event":
          checkEvent(body, MAX_ASYNC_BYTES);
          await asyncInvocations.accept(target, body);
          return { status: 202, headers: executed, body: "" };
        case "RequestResponse": {
          checkEvent(body);
          const outcome = await runner.run(target, body, {
            clientContext: headers["x-amz-client-context"],
            trace: headers["x-amzn-trace-id"],
          });
          const tail = Buffer.from(outcome.log.join("\n")).subarray(-LOG_TAIL_BYTES).toString("base64");
          return {
            status: 200,
            headers: {
              ...executed,
              "content-type": "application/json",
              ...(outcome.failed ? { "x-amz-function-error": "Unhandled" } : {}),
              ...(headers["x-amz-log-type"] === "Tail" ? { "x-amz-log-result": tail } : {}),
            },
            body: outcome.payload,
          };
        }
        default:
          throw invalidParameter(`Unknown invocation type ${headers["x-amz-invocation-type"]}`);
      }
    },
);
