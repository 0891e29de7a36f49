import { isObject, type JsonObject, textOf } from "../../../languages/json/json-object";

export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

const KEYS = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);

/** Reads what a proxy function returned; a text says what is wrong with it. */
// fidelity: observed: conformance proxy-lambda-return-*
export const lambdaResult = (payload: string): LambdaResult | string => {
  const result = parse(payload);
  if (!isObject(result)) return "it is no JSON object";
  const foreign = Object.keys(result).find((key) => !KEYS.has(key));
  if (foreign !== undefined) return `the key "${foreign}" is not allowed`;
  const statusCode = statusOf(result.statusCode);
  if (statusCode === undefined) return "statusCode is no number";
  const headers = headersOf(result);
  if (typeof headers === "string") return headers;
  const body = textOf(result.body ?? "");
  if (body === undefined) return "body is no text";
  // fidelity: guess: "true" counts, as "201" does for the status
  return { statusCode, headers, body, isBase64Encoded: String(result.isBase64Encoded) === "true" };
};

const parse = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
};

const statusOf = (value: unknown): number | undefined => {
  if (value === undefined || value === null) return 200;
  const status = typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  return typeof status === "number" && status >= 100 && status < 600 ? Math.trunc(status) : undefined;
};

const headersOf = (result: JsonObject): [string, string][] | string => {
  const { headers, multiValueHeaders } = result;
  const single = headers ?? {};
  const multiple = multiValueHeaders ?? {};
  if (!isObject(single)) return "headers is no object";
  if (!isObject(multiple)) return "multiValueHeaders is no object";
  const lines: [string, string][] = [];
  const names = new Map<string, string>();
  for (const [name, values] of Object.entries(multiple)) {
    if (!Array.isArray(values)) return `multiValueHeaders.${name} is no list`;
    names.set(name.toLowerCase(), name);
    for (const value of values) {
      const text = textOf(value);
      if (text === undefined) return `a value of multiValueHeaders.${name} is no text`;
      lines.push([name, text]);
    }
  }
  for (const [name, value] of Object.entries(single)) {
    const text = textOf(value);
    if (text === undefined) return `headers.${name} is no text`;
    // A name in both maps is spelled as multiValueHeaders spells it; equal values are not repeated.
    const spelled = names.get(name.toLowerCase()) ?? name;
    if (!lines.some(([own, line]) => own === spelled && line === text)) lines.push([spelled, text]);
  }
  return lines;
};
