import { isObject, textOf, textsOf } from "../../../languages/json/json-object";
import { HeaderList } from "../../apigateway/http/header-list";
import type { GatewayAnswer } from "../../apigateway/http/message";
import { lambdaResult } from "../../apigateway/integrations/lambda-result";

/** What a function's result answers; undefined where it is none. */
// fidelity: docs: "Working with AWS Lambda proxy integrations for HTTP APIs", Lambda function response
export const functionAnswer = (payload: string, format: string): GatewayAnswer | undefined => {
  const result: unknown = JSON.parse(payload);
  if (format === "2.0" && !(isObject(result) && result.statusCode !== undefined)) {
    const body = typeof result === "string" ? result : payload;
    return { status: 200, headers: new HeaderList([["Content-Type", "application/json"]]), body: Buffer.from(body) };
  }
  if (!isObject(result) || result.statusCode === undefined) return undefined;
  const { cookies, ...rest } = result;
  const read = lambdaResult(JSON.stringify({ ...rest, body: bodyOf(rest.body) }));
  if (typeof read === "string") return undefined;
  const headers = new HeaderList(read.headers);
  for (const cookie of textsOf(cookies)) headers.add("Set-Cookie", cookie);
  // fidelity: observed: public transcripts of answers without a content type
  headers.setDefault("Content-Type", "text/plain;charset=UTF-8");
  return { status: read.statusCode, headers, body: Buffer.from(read.body, read.isBase64Encoded ? "base64" : "utf8") };
};

const bodyOf = (body: unknown): string | undefined =>
  body === undefined || body === null ? undefined : (textOf(body) ?? JSON.stringify(body));
