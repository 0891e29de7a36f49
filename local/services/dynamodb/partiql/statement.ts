import type { Condition } from "../expressions/condition";
import type { DocumentPath } from "../expressions/document-path";
import type { Action } from "../expressions/update";
import type { Item } from "../values/attribute-value";

/** What a statement asks, its parameters filled in. */
export type Statement =
  | {
      readonly kind: "select";
      readonly table: string;
      readonly index?: string;
      /** Absent: all attributes. */
      readonly paths?: readonly DocumentPath[];
      readonly where?: Condition;
      readonly order?: { readonly attribute: string; readonly isReverse: boolean };
      /** Only asks whether there is such an item. */
      readonly isExists?: boolean;
    }
  | { readonly kind: "insert"; readonly table: string; readonly item: Item }
  | {
      readonly kind: "update";
      readonly table: string;
      readonly actions: readonly Action[];
      readonly where: Condition;
      readonly returning?: Returning;
    }
  | { readonly kind: "delete"; readonly table: string; readonly where: Condition; readonly returning?: Returning };

export interface Returning {
  readonly what: "ALL" | "MODIFIED";
  readonly when: "OLD" | "NEW";
}
