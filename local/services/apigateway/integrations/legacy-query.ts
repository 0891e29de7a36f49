import type { ApiResponse } from "../../service";
import type { Exchange } from "../path/exchange";
import type { AwsUri } from "./uri";

/** Services that API Gateway still calls by the query protocol, which their own API has given up since. */
// fidelity: observed: conformance aws-stepfunctions-eventbridge-ssm-get-parameter: the query replaces the body
export const isLegacyQuery = ({ service, kind }: AwsUri): boolean => service === "ssm" && kind === "action";

/** The members of an answer in the order of the old protocol, where absent ones are null. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  GetParameter: ["ARN", "DataType", "LastModifiedDate", "Name", "Selector", "SourceResult", "Type", "Value", "Version"],
};

/** Writes the JSON form of the query protocol's answer. */
export const legacyAnswer = ({ rest }: AwsUri, exchange: Exchange, response: ApiResponse): Buffer => {
  const [action = ""] = rest.split("&");
  const parsed = JSON.parse(response.body.toString()) as Record<string, unknown>;
  const RequestId = exchange.ids.requestId;
  if (response.status >= 300) {
    const Code = String(parsed.__type ?? "")
      .split("#")
      .pop();
    return Buffer.from(JSON.stringify({ Error: { Code, Message: parsed.message ?? null }, RequestId }));
  }
  const { Parameter } = parsed;
  const members = MEMBERS[action];
  const result =
    members && typeof Parameter === "object" && Parameter !== null
      ? {
          Parameter: Object.fromEntries(
            members.map((name) => [name, (Parameter as Record<string, unknown>)[name] ?? null]),
          ),
        }
      : parsed;
  const answer = { [`${action}Response`]: { [`${action}Result`]: result, ResponseMetadata: { RequestId } } };
  return Buffer.from(JSON.stringify(answer));
};
