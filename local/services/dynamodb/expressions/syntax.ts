/** An expression as it is written: placeholders stand for names and values that only a call has. */

/** A step into a document: a name, written out or by a placeholder (`#name`), or the number of an element. */
export type Step = string | number;

export interface PathSyntax {
  readonly kind: "path";
  readonly steps: readonly Step[];
}

export interface ValueSyntax {
  readonly kind: "value";
  /** `:value` */
  readonly name: string;
}

export interface FunctionSyntax {
  readonly kind: "function";
  readonly name: string;
  readonly operands: readonly OperandSyntax[];
}

export type OperandSyntax = PathSyntax | ValueSyntax | FunctionSyntax;

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type ConditionSyntax =
  | { readonly kind: "and" | "or"; readonly of: readonly ConditionSyntax[] }
  | { readonly kind: "not"; readonly of: ConditionSyntax }
  | {
      readonly kind: "compare";
      readonly comparator: Comparator;
      readonly left: OperandSyntax;
      readonly right: OperandSyntax;
    }
  | {
      readonly kind: "between";
      readonly operand: OperandSyntax;
      readonly lower: OperandSyntax;
      readonly upper: OperandSyntax;
    }
  | { readonly kind: "in"; readonly operand: OperandSyntax; readonly options: readonly OperandSyntax[] }
  | FunctionSyntax;

export interface ConditionExpression {
  readonly condition: ConditionSyntax;
  readonly hasRedundantParentheses: boolean;
}

export type SetValueSyntax =
  | OperandSyntax
  | {
      readonly kind: "sum";
      readonly operator: "+" | "-";
      readonly left: OperandSyntax;
      readonly right: OperandSyntax;
    };

export type ActionSyntax =
  | { readonly kind: "SET"; readonly path: PathSyntax; readonly value: SetValueSyntax }
  | { readonly kind: "REMOVE"; readonly path: PathSyntax }
  | { readonly kind: "ADD" | "DELETE"; readonly path: PathSyntax; readonly value: ValueSyntax };

export interface UpdateExpression {
  readonly actions: readonly ActionSyntax[];
  /** A section that is there twice. */
  readonly repeated?: string;
}

/** An expression that cannot be, in DynamoDB's words; who parses puts its kind before. */
export class ExpressionError extends Error {}
