import type { AttributeValue } from "../values/attribute-value";
import type { DocumentPath } from "./document-path";

/** What an update puts somewhere, computed from the item as it was. */
export type Source =
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "path"; readonly path: DocumentPath }
  | { readonly kind: "sum"; readonly operator: "+" | "-"; readonly left: Source; readonly right: Source }
  | { readonly kind: "ifNotExists"; readonly path: DocumentPath; readonly otherwise: Source }
  | { readonly kind: "append"; readonly left: Source; readonly right: Source };

export type Action =
  | { readonly kind: "SET"; readonly path: DocumentPath; readonly source: Source }
  | { readonly kind: "REMOVE"; readonly path: DocumentPath }
  | { readonly kind: "ADD" | "DELETE"; readonly path: DocumentPath; readonly value: AttributeValue };

export interface Update {
  readonly actions: readonly Action[];
}
