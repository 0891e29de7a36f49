import { type AttributeValue, typeOf, type ValueType } from "../values/attribute-value";
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
  /** It is of before there were expressions: some refusals are worded otherwise. */
  readonly isOlder?: boolean;
}

/** What an action leaves there, as far as that is known before there is an item. */
export const typeOfAction = (action: Action): ValueType | undefined => {
  if (action.kind === "REMOVE") return undefined;
  return action.kind === "SET" ? typeOfSource(action.source) : typeOf(action.value);
};

const typeOfSource = (source: Source): ValueType | undefined => {
  switch (source.kind) {
    case "value":
      return typeOf(source.value);
    case "sum":
      return "N";
    case "append":
      return "L";
    case "ifNotExists":
      return typeOfSource(source.otherwise);
    case "path":
      return undefined;
  }
};
