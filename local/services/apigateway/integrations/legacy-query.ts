import { type Form, listOf, readForm } from "../../../wire/protocols/aws-query";
import { xml } from "../../../wire/protocols/xml";
import type { ApiResponse } from "../../../wire/transport/api-request";
import type { Exchange } from "../exchange/exchange";
import type { IntegrationRequest } from "./integration-request";
import type { AwsUri } from "./uri";

/** Services that API Gateway still calls by the query protocol, which their own API has given up since. */
// fidelity: observed: conformance aws-stepfunctions-eventbridge-ssm-get-parameter: the query replaces the body;
// guess: a target of its own asks for the JSON protocol
export const isLegacyQuery = ({ service, kind }: AwsUri, { headers }: IntegrationRequest): boolean =>
  service === "ssm" && kind === "action" && !headers.has("X-Amz-Target");

/** The input that a query or a form says, as JSON: `Names.member.1=a` is `{ Names: ["a"] }`. */
export const legacyInput = ({ query, headers, body }: IntegrationRequest): Buffer => {
  const isForm = headers.get("Content-Type")?.startsWith("application/x-www-form-urlencoded") === true;
  const form = readForm({
    url: `?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]))}`,
    body: isForm ? body : Buffer.alloc(0),
  });
  const { Action: _, Version: __, ...input } = form;
  return Buffer.from(
    JSON.stringify(Object.fromEntries(Object.entries(input).map(([name, value]) => [name, plain(value)]))),
  );
};

const plain = (value: string | Form): unknown =>
  typeof value === "object" && "member" in value ? listOf(value.member) : value;

/** The members of a parameter in the order of the old protocol, where absent ones are null. */
const PARAMETER = [
  "ARN",
  "DataType",
  "LastModifiedDate",
  "Name",
  "Selector",
  "SourceResult",
  "Type",
  "Value",
  "Version",
];

const parameter = (shown: unknown) =>
  Object.fromEntries(PARAMETER.map((name) => [name, (shown as Record<string, unknown>)[name] ?? null]));

/** Writes the answer of the query protocol, in its JSON form where the request accepts that. */
// fidelity: observed: localstack's tests on AWS (test_get_parameter_query_protocol)
export const legacyAnswer = (
  { rest }: AwsUri,
  { headers }: IntegrationRequest,
  exchange: Pick<Exchange, "ids">,
  response: ApiResponse,
): Buffer => {
  const [action = ""] = rest.split("&");
  const parsed = JSON.parse(response.body.toString()) as Record<string, unknown>;
  const RequestId = exchange.ids.requestId;
  const isJson = headers.get("Accept")?.includes("json") !== false;
  if (response.status >= 300) {
    const Code = String(parsed.__type ?? "")
      .split("#")
      .pop();
    const Message = parsed.message ?? parsed.Message ?? null;
    const answer = { Error: { Code, Message, Type: "Sender" }, RequestId };
    return Buffer.from(isJson ? JSON.stringify(answer) : xml("ErrorResponse", answer, XMLNS));
  }
  const { Parameter, Parameters } = parsed;
  const result = {
    ...parsed,
    ...(Parameter === undefined ? {} : { Parameter: parameter(Parameter) }),
    ...(Array.isArray(Parameters) ? { Parameters: Parameters.map(parameter) } : {}),
  };
  const answer = { [`${action}Result`]: result, ResponseMetadata: { RequestId } };
  const name = `${action}Response`;
  return Buffer.from(isJson ? JSON.stringify({ [name]: answer }) : xml(name, inXml(answer), XMLNS));
};

const XMLNS = ' xmlns="http://ssm.amazonaws.com/doc/2014-11-06/"';

/** Lists become members, and times ISO 8601. */
const inXml = (value: unknown, key = ""): unknown => {
  if (Array.isArray(value)) return { member: value.map((item) => inXml(item)) };
  if (typeof value === "number" && key.endsWith("Date")) return new Date(value * 1000).toISOString();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inXml(member, name)]));
};
