import * as z from "zod";
import { must } from "../../core/args/args-shape";
import { isPlan } from "../../core/component/plan";
import type { Link } from "../../core/rights/link";

/** A `Table`, as far as an API is concerned. */
export interface KeyedTable {
  readonly plan: {
    readonly key: { readonly partition: KeyPart; readonly sort?: KeyPart };
    readonly timeToLive: string | undefined;
  };
  write(): Link;
}

interface KeyPart {
  readonly name: string;
  readonly type: string;
}

export const tableShape: z.ZodType & { readonly unwrap?: never } = z.custom(
  (value) => isPlan("Table", Object(value).plan) && typeof Object(value).write === "function",
  must("a Table"),
);
