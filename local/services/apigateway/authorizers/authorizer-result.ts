import type { PolicyDocument } from "../../../access/access";
import { parsePolicy } from "../../../access/policy-document";
import { isObject, textOf } from "../../../languages/json/json-object";

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
  const principalId = textOf(result.principalId);
  if (principalId === undefined) return "principalId is missing";
  if (!isObject(result.policyDocument)) return "policyDocument is missing";
  const context: Record<string, string> = {};
  for (const [name, value] of Object.entries(isObject(result.context) ? result.context : {})) {
    if (value === null || value === undefined) continue;
    const text = textOf(value);
    if (text === undefined) return `context.${name} is no text, number or boolean`;
    context[name] = text;
  }
  try {
    return {
      principalId,
      policies: [parsePolicy(result.policyDocument)],
      context,
      usageIdentifierKey: textOf(result.usageIdentifierKey),
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
