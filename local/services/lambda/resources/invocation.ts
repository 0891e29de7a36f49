import { createHash } from "node:crypto";
import type { Cloud } from "../../../cloud/cloud";
import type { ResourceType } from "../../../engine/resources/resource-type";
import { invalidParameter } from "../errors";
import { errorMessageOf } from "../function-error";
import { functionArn, parseFunctionName } from "../function-names";
import type { FunctionInvoker } from "../invoker";

/** Invokes a function when it is created and whenever its input or its triggers change: migrations run that way. */
export const invocationType = (cloud: Cloud, invoker: FunctionInvoker): ResourceType => ({
  type: "aws:lambda/invocation:Invocation",
  check: ({ lifecycleScope = "CREATE_ONLY", tenantId }) => [
    ...(lifecycleScope === "CREATE_ONLY"
      ? []
      : [{ property: "lifecycleScope", reason: "the local cloud knows CREATE_ONLY alone" }]),
    ...(tenantId === undefined ? [] : [{ property: "tenantId", reason: "is not emulated by the local cloud" }]),
  ],
  async create(inputs) {
    const input = String(inputs.input ?? "{}");
    const { name, qualifier = String(inputs.qualifier ?? "$LATEST") } = parseFunctionName(String(inputs.functionName));
    const principal = cloud.access.find(cloud.access.administrator.accessKeyId)?.principal;
    if (!principal) throw new Error("the administrator has no key; this is a defect of the local cloud");
    const arn = `${functionArn(cloud, name)}:${qualifier}`;
    const result = await invoker.invoke(arn, Buffer.from(input), { as: { principal } });
    if (result.functionError) throw invalidParameter(`${name} failed: ${errorMessageOf(result.payload)}`);
    const hash = createHash("md5").update(input).digest("hex");
    return {
      id: `${name}_${qualifier}_${hash}`,
      outputs: { ...inputs, qualifier, result: result.payload.toString("utf8") },
    };
  },
  update: async (_id, inputs, olds) => ({ ...olds.outputs, ...inputs }),
  delete: async () => {},
});
