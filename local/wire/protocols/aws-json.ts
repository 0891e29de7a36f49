import { NO_OUTPUT, type Output } from "../operations/operation";
import { ServiceError } from "../service-error";
import type { ApiRequest, ApiResponse } from "../transport/api-request";

/** Whoever reads an input goes down into it by recursion. */
// fidelity: guess: no operation has a use for as many; Jackson, a common reader of JSON, has the same limit
const MAX_LEVELS = 1_000;

/** Reads the input of an `application/x-amz-json-1.x` call. */
export const readJson = ({ body }: Pick<ApiRequest, "body">): unknown => {
  if (body.length === 0) return {};
  const input = parsed(body.toString("utf8"));
  // Each level takes two signs, so that most bodies need no look.
  if (body.length > 2 * MAX_LEVELS && levelsOf(input) > MAX_LEVELS)
    throw new ServiceError("SerializationException", "The request body is nested too deeply");
  return input;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // fidelity: observed: the JSON protocols answer so to a body that is no JSON
    throw new ServiceError("SerializationException", "The request body is not valid JSON");
  }
};

/** Of lists and objects, one within another. */
const levelsOf = (input: unknown): number => {
  let levels = 0;
  for (let level = [input].filter(isNested); level.length > 0; levels++)
    level = level.flatMap((each) => Object.values(each).filter(isNested));
  return levels;
};

const isNested = (value: unknown): value is object => typeof value === "object" && value !== null;

export const renderJson = (output: Output, contentType: string, requestId: string): ApiResponse => ({
  status: 200,
  headers: { "content-type": contentType, "x-amzn-requestid": requestId },
  body: output === NO_OUTPUT ? "" : JSON.stringify(output),
});
