import { ServiceError } from "../../wire/service-error";

const TOKEN = /\s*(<>|<=|>=|[=<>(),.[\]]|[#:]?[A-Za-z_][\w-]*|\d+)/y;

/** The words of an expression. */
export const tokensOf = (expression: string, kind: string): string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(expression);
    if (!match) throw invalidExpression(kind, `Syntax error; token: "${expression.slice(at).trim().slice(0, 10)}"`);
    tokens.push(match[1] ?? "");
  }
  return tokens;
};

export const invalidExpression = (kind: string, text: string): ServiceError =>
  new ServiceError("ValidationException", `Invalid ${kind}: ${text}`);
