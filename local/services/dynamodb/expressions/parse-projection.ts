import { parsePath } from "./parse-operand";
import type { PathSyntax } from "./syntax";
import { ExpressionReader } from "./tokens";

/** @throws {ExpressionError} */
export const parseProjection = (expression: string): readonly PathSyntax[] => {
  const reader = new ExpressionReader(expression);
  const paths = [parsePath(reader)];
  while (reader.takes(",")) paths.push(parsePath(reader));
  reader.expectEnd();
  return paths;
};
