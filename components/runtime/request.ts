import type { APIGatewayProxyEvent } from "aws-lambda";
import type * as z from "zod";
import { fitTo } from "./fit-to";
import { headerOf } from "./header-of";
import { Problem } from "./problem";

/**
 * The body of a request, as the contract says: a schema of `zod` or of `zod/mini`, whose bundles are 100 KB smaller.
 *
 * @throws {Problem} 415 for another content type than JSON; 400 for what is no JSON, or does not fit.
 */
export const bodyOf = <T>(
  { headers, body, isBase64Encoded }: APIGatewayProxyEvent,
  contract: z.core.$ZodType<T>,
): T => {
  // API Gateway takes a body without a content type for JSON.
  const type = headerOf(headers, "content-type")?.[1] ?? "application/json";
  if (!/^application\/([\w.-]+\+)?json *(;|$)/i.test(type.trim()))
    throw new Problem(415, "The body has to be JSON: Content-Type: application/json.");
  return fitting(jsonOf(isBase64Encoded ? utf8(body ?? "") : (body ?? "")), contract, "the body");
};

/**
 * The query of a request, as the contract says. A parameter that is blank is absent, as it is for the gateway.
 *
 * @throws {Problem} 400 for a parameter that is given twice, or what does not fit.
 */
export const queryOf = <T>(
  { queryStringParameters, multiValueQueryStringParameters }: APIGatewayProxyEvent,
  contract: z.core.$ZodType<T>,
): T => {
  for (const [name, values = []] of Object.entries(multiValueQueryStringParameters ?? {}))
    if (values.length > 1)
      throw new Problem(400, `${quoted(name)} may be given once (it is given ${values.length} times).`);
  const given = Object.entries(queryStringParameters ?? {}).filter(([, value]) => value?.trim());
  return fitting(Object.fromEntries(given), contract, "the query");
};

/** A variable of the path, as the contract says. Where it does not fit it names nothing, which is 404: `undefined`. */
export const pathOf = <T>(
  { pathParameters }: APIGatewayProxyEvent,
  name: string,
  contract: z.core.$ZodType<T>,
): T | undefined => {
  const parsed = fitTo(pathParameters?.[name], contract, name);
  return parsed.fits ? parsed.value : undefined;
};

const fitting = <T>(value: unknown, contract: z.core.$ZodType<T>, whole: string): T => {
  const parsed = fitTo(value, contract, whole);
  if (parsed.fits) return parsed.value;
  throw new Problem(400, parsed.reason);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, "The body is no JSON.");
  }
};

/** What is no UTF-8 is no JSON either. */
const utf8 = (base64: string): string => {
  try {
    return new TextDecoder("utf8", { fatal: true }).decode(Buffer.from(base64, "base64"));
  } catch {
    throw new Problem(400, "The body is no UTF-8.");
  }
};

const quoted = (name: string): string => JSON.stringify(name.slice(0, 64).toWellFormed());
