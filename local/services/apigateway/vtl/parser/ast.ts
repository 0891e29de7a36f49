import type { Value } from "../../../../languages/java/value";

/** What a template is made of. */
export type Node =
  | { readonly kind: "text"; readonly text: string }
  | Reference
  | { readonly kind: "set"; readonly target: Reference; readonly value: Expression }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly otherwise: Block | undefined }
  | { readonly kind: "foreach"; readonly variable: string; readonly list: Expression; readonly body: Block }
  | { readonly kind: "define"; readonly name: string; readonly body: Block }
  | { readonly kind: "break"; readonly scope: Expression | undefined }
  | { readonly kind: "stop" };

export type Block = readonly Node[];

export interface Branch {
  readonly condition: Expression;
  readonly body: Block;
}

/** `$a`, `${a.b}`, `$!a[1].c("x")`. */
export interface Reference {
  readonly kind: "reference";
  /** What stands before it after its backslashes were halved. */
  readonly prefix: string;
  /** An odd number of backslashes: the reference prints its own source. */
  readonly escaped: boolean;
  readonly source: string;
  readonly root: string;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "method"; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: "index"; readonly key: Expression };

export type Expression =
  | Reference
  | { readonly kind: "literal"; readonly value: Value }
  /** A double-quoted string; its last character is the blank that Velocity adds while parsing. */
  | { readonly kind: "interpolation"; readonly body: Block; readonly padded: boolean }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "range"; readonly from: Expression; readonly to: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | Binary;

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

export interface Binary {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
