import { ServiceError } from "../../../wire/service-error";
import { ExpressionError } from "./syntax";

/** Texts that were parsed last: programs send few different ones, many times. */
const KEPT = 1_000;

/**
 * A parser of one member's expressions that remembers what it parsed. Whatever is thrown below it as an ExpressionError
 * is told as DynamoDB does: `Invalid FilterExpression: …`.
 */
export const remembering = <Syntax>(parse: (expression: string) => Syntax): ((expression: string) => Syntax) => {
  const known = new Map<string, Syntax>();
  return (expression) => {
    const found = known.get(expression);
    if (found !== undefined) return found;
    if (expression.trim() === "") throw new ExpressionError("The expression can not be empty;");
    const parsed = parse(expression);
    const [oldest] = known.size >= KEPT ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    known.set(expression, parsed);
    return parsed;
  };
};

/** Names the member in what is wrong with its expression. @throws {ServiceError} */
export const inExpression = <Result>(member: string, work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExpressionError) {
      throw new ServiceError("ValidationException", `Invalid ${member}: ${error.message}`);
    }
    throw error;
  }
};
