import type { Expression } from "../parser/ast";

/** The expression without a value. */
export const NOTHING: Expression = { kind: "literal", value: null };
