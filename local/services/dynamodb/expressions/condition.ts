import type { AttributeValue, ValueType } from "../values/attribute-value";
import type { DocumentPath } from "./document-path";
import type { Comparator } from "./syntax";

/** A condition on an item, its placeholders filled in. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly operand: Operand; readonly lower: Operand; readonly upper: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly options: readonly Operand[] }
  | { readonly kind: "exists"; readonly path: DocumentPath; readonly wanted: boolean }
  | { readonly kind: "type"; readonly operand: Operand; readonly type: ValueType }
  | { readonly kind: "beginsWith" | "contains"; readonly operand: Operand; readonly part: Operand };

export type Operand =
  | { readonly kind: "path"; readonly path: DocumentPath }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "size"; readonly of: Operand };

/** All paths that a condition reads. */
export const pathsOf = (condition: Condition): DocumentPath[] => {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.flatMap(pathsOf);
    case "not":
      return pathsOf(condition.of);
    case "compare":
      return [condition.left, condition.right].flatMap(pathsIn);
    case "between":
      return [condition.operand, condition.lower, condition.upper].flatMap(pathsIn);
    case "in":
      return [condition.operand, ...condition.options].flatMap(pathsIn);
    case "exists":
      return [condition.path];
    case "type":
      return pathsIn(condition.operand);
    default:
      return [condition.operand, condition.part].flatMap(pathsIn);
  }
};

const pathsIn = (operand: Operand): DocumentPath[] => {
  if (operand.kind === "size") return pathsIn(operand.of);
  return operand.kind === "path" ? [operand.path] : [];
};
