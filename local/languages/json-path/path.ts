import type { Value } from "../java/value";

/** One step of a JSONPath. */
export type Token =
  | { readonly kind: "property"; readonly names: readonly string[] }
  | { readonly kind: "index"; readonly indexes: readonly number[] }
  | { readonly kind: "slice"; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: "wildcard" }
  | { readonly kind: "scan" }
  | { readonly kind: "filter"; readonly predicate: Predicate }
  | { readonly kind: "function"; readonly name: string };

export type Path = readonly Token[];

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

/** A definite path leads to one place at most and gives its value; the others give a list. */
export function isDefinite(path: Path): boolean {
  return path.every((token, at) => {
    if (token.kind === "property") return token.names.length === 1 || at === path.length - 1;
    return token.kind === "function" || (token.kind === "index" && token.indexes.length === 1);
  });
}
