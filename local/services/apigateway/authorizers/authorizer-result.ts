import type { PolicyDocument } from "../../../access/access";
import { parsePolicy } from "../../../access/policy-document";
import { isObject } from "../document/json";

/** What a Lambda authorizer said of a caller. */
export interface AuthorizerResult {
  readonly principalId: string;
  readonly policies: readonly PolicyDocument[];
  /** All values as text. */
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey: string | undefined;
}

/** Reads the output of a Lambda authorizer; a text says what is wrong with it. */
// fidelity: docs: api-gateway-lambda-authorizer-output
export const authorizerResult = (payload: string): AuthorizerResult | string => {
  const result = parse(payload);
  if (!isObject(result)) return "it is no JSON object";
  if (typeof result.principalId !== "string") return "principalId is missing";
  if (!isObject(result.policyDocument)) return "policyDocument is missing";
  const context: Record<string, string> = {};
  for (const [name, value] of Object.entries(isObject(result.context) ? result.context : {})) {
    if (value === null || value === undefined) continue;
    if (typeof value === "object") return `context.${name} is no text, number or boolean`;
    context[name] = String(value);
  }
  try {
    const { usageIdentifierKey } = result;
    return {
      principalId: result.principalId,
      policies: [parsePolicy(result.policyDocument)],
      context,
      usageIdentifierKey: typeof usageIdentifierKey === "string" ? usageIdentifierKey : undefined,
    };
  } catch (error) {
    return (error as Error).message;
  }
};

const parse = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
};
