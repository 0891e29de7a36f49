import type { Value } from "../values/value";
import type { Path } from "./path";

/** The condition of a filter `[?( )]`. */
export type Predicate =
  | { readonly kind: "or" | "and"; readonly operands: readonly Predicate[] }
  | { readonly kind: "not"; readonly operand: Predicate }
  | { readonly kind: "exists"; readonly operand: PathOperand }
  | { readonly kind: "compare"; readonly operator: string; readonly left: Operand; readonly right: Operand };

export interface PathOperand {
  readonly kind: "path";
  /** `$` instead of `@`. */
  readonly fromRoot: boolean;
  readonly path: Path;
}

export type Operand =
  | PathOperand
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "pattern"; readonly pattern: string };
