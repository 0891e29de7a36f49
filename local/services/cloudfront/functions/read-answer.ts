import { STATUS_CODES } from "node:http";
import type { Field, Fields, FunctionError, FunctionEvent, FunctionRequest, FunctionResponse } from "./event";
import { readQuery, valuesOf, writeQuery } from "./fields";
import { isDisallowed, READ_ONLY } from "./restricted-headers";

/** One of the three. */
interface Answer {
  request?: FunctionRequest;
  response?: FunctionResponse;
  error?: FunctionError;
}

class Refused extends Error {}

// fidelity: observed: aws-samples/amazon-cloudfront-functions#31 and #27: 502 with the page's text
const READ_ONLY_CHANGED = "The CloudFront function tried to add, delete, or change a read-only header.";
const DISALLOWED_ADDED = "The CloudFront function tried to add a disallowed header.";
// fidelity: observed: a public comment: the texts after it begin with the place
const INVALID = "The CloudFront function returned an invalid value";

// fidelity: docs: "Restrictions on edge functions", Query strings, URI
const MOST_URI_CHARACTERS = 8192;
// fidelity: docs: "Quotas", CloudFront Functions: response body that a function generates
const MOST_BODY_BYTES = 40 * 1024;

/** Holds what a function answered against CloudFront's rules, and brings it into the shape of the event. */
export const readAnswer = (value: unknown, event: FunctionEvent): Answer => {
  try {
    if (!isObject(value)) throw invalid("the function must return a request or a response object");
    const isRequest = event.context.eventType === "viewer-request" && !("statusCode" in value);
    return isRequest ? { request: readRequest(value, event) } : { response: readResponse(value, event) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { error: { status: 502, message: error.message, detail: error.message } };
  }
};

const invalid = (text: string) => new Refused(`${INVALID}: ${text}`);

const readRequest = (value: Record<string, unknown>, event: FunctionEvent): FunctionRequest => {
  const { method, uri } = value;
  const given = event.request;
  // fidelity: docs: "CloudFront Functions event structure": method is the only read-only field
  if (method !== given.method) throw invalid("request.method is read-only");
  if (typeof uri !== "string" || !uri.startsWith("/")) throw invalid("request.uri must begin with a forward slash");
  const querystring =
    typeof value.querystring === "string"
      ? readQuery(value.querystring)
      : readFields(value.querystring, given.querystring, "request.querystring");
  const query = typeof value.querystring === "string" ? value.querystring : writeQuery(querystring);
  if (hasControls(uri)) throw invalid("request.uri must not include spaces, control characters or #");
  if (hasControls(query)) throw invalid("request.querystring must not include spaces, control characters or #");
  if (uri.length + query.length + 1 >= MOST_URI_CHARACTERS)
    throw invalid(`request.uri with its query string must be shorter than ${MOST_URI_CHARACTERS} characters`);
  const headers = readHeaders(value.headers, given.headers, "request", event);
  const cookies = readFields(value.cookies, given.cookies, "request.cookies");
  return { method, uri, querystring, headers, cookies };
};

const hasControls = (text: string) => /[\0-\x20\x7f#]/.test(text);

const readResponse = (value: Record<string, unknown>, event: FunctionEvent): FunctionResponse => {
  const { statusCode, statusDescription } = value;
  // fidelity: docs: "CloudFront Functions event structure": an integer, not a string
  if (typeof statusCode !== "number" || !Number.isInteger(statusCode))
    throw invalid("response.statusCode must be an integer");
  if (statusCode < 200 || statusCode > 599) throw invalid("response.statusCode must be between 200 and 599");
  if (statusDescription !== undefined && typeof statusDescription !== "string")
    throw invalid("response.statusDescription must be a string");
  return {
    statusCode,
    statusDescription: statusDescription ?? STATUS_CODES[statusCode] ?? "",
    headers: readHeaders(value.headers, event.response?.headers ?? {}, "response", event),
    cookies: readFields(value.cookies, event.response?.cookies ?? {}, "response.cookies"),
    ...("body" in value && value.body !== null && { body: readBody(value.body) }),
  };
};

const readBody = (body: unknown): FunctionResponse["body"] => {
  const { encoding, data } = typeof body === "string" ? { encoding: "text", data: body } : isObject(body) ? body : {};
  if (encoding !== "text" && encoding !== "base64") throw invalid("response.body.encoding must be text or base64");
  if (typeof data !== "string") throw invalid("response.body.data must be a string");
  if (encoding === "base64" && (data.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(data)))
    throw invalid("response.body.data must be valid base64");
  if (Buffer.byteLength(data, encoding === "text" ? "utf8" : "base64") > MOST_BODY_BYTES)
    throw invalid(`response.body must be at most ${MOST_BODY_BYTES} bytes`);
  return { encoding, data };
};

const readHeaders = (
  value: unknown,
  given: Fields,
  place: "request" | "response",
  { context }: FunctionEvent,
): Fields => {
  const headers = readFields(value, given, `${place}.headers`);
  for (const [name, field] of Object.entries(headers)) {
    if (name !== name.toLowerCase()) throw invalid(`${place}.headers must have header names in lower case`);
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) throw invalid(`${place}.headers has an invalid header name`);
    if (valuesOf(field).some((each) => /[\0\r\n]/.test(each.value)))
      throw invalid(`${place}.headers.${name} has an invalid value`);
    if (isDisallowed(name)) throw new Refused(DISALLOWED_ADDED);
  }
  for (const name of READ_ONLY[context.eventType])
    if (JSON.stringify(headers[name]) !== JSON.stringify(given[name])) throw new Refused(READ_ONLY_CHANGED);
  return headers;
};

const readFields = (value: unknown, given: Fields, place: string): Fields => {
  if (value === undefined) return {};
  if (!isObject(value)) throw invalid(`${place} must be an object`);
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, readField(field, given[name], `${place}.${name}`)]),
  );
};

const readField = (field: unknown, given: Field | undefined, place: string): Field => {
  if (!isObject(field)) throw invalid(`${place} must be an object`);
  if (field.multiValue === undefined) return readValue(field, place);
  if (!Array.isArray(field.multiValue)) throw invalid(`${place}.multiValue must be an array`);
  const multiValue = field.multiValue.map((each) => {
    if (!isObject(each)) throw invalid(`${place}.multiValue must have objects`);
    return readValue(each, `${place}.multiValue`);
  });
  // fidelity: docs: "CloudFront Functions event structure": a changed multiValue counts, else a changed value, which is the first
  const isChanged = JSON.stringify(multiValue) !== JSON.stringify(given?.multiValue);
  const [first = { value: "" }, ...others] = multiValue;
  const all = isChanged || field.value === undefined ? [first, ...others] : [readValue(field, place), ...others];
  return all.length === 1 ? first : { ...(all[0] ?? first), multiValue: all };
};

const readValue = ({ value, attributes }: Record<string, unknown>, place: string): Field => {
  if (!["string", "number", "boolean"].includes(typeof value)) throw invalid(`${place}.value must be a string`);
  if (attributes !== undefined && typeof attributes !== "string") throw invalid(`${place}.attributes must be a string`);
  return { value: String(value), ...(attributes !== undefined && { attributes }) };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
