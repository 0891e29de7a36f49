import { NO_OUTPUT, type Output } from "../operations/operation";
import { ServiceError } from "../service-error";
import type { ApiRequest, ApiResponse } from "../transport/api-request";

/** Reads the input of an `application/x-amz-json-1.x` call. */
export const readJson = ({ body }: Pick<ApiRequest, "body">): unknown => {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    // fidelity: observed: the JSON protocols answer so to a body that is no JSON
    throw new ServiceError("SerializationException", "The request body is not valid JSON");
  }
};

export const renderJson = (output: Output, contentType: string, requestId: string): ApiResponse => ({
  status: 200,
  headers: { "content-type": contentType, "x-amzn-requestid": requestId },
  body: output === NO_OUTPUT ? "" : JSON.stringify(output),
});
