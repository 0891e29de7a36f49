import * as z from "zod";
import { flag, must, number, object, oneOf, record, type Shape, text } from "../../../core/args/args-shape";
import type { RequestValue } from "../../../core/request-value";
import type { AttributeShapes } from "./attribute-shape";

/** For each attribute of the table's key, where in the request it comes from. */
export type KeyValues = Readonly<Record<string, RequestValue>>;

export interface GetArgs {
  /** `{ holder: "context.authorizer.claims.sub", ticketId: "path.ticketId" }` */
  readonly key: KeyValues;
  /** What of the item the answer holds: `{ title: "string", seats: "number", prices: ["number"] }`. */
  readonly attributes: AttributeShapes;
  /** Reads what was written a moment ago, at twice the price. @default false */
  readonly consistent?: boolean;
}

export interface QueryArgs {
  /** The name of an index. @default the table itself */
  readonly index?: string;
  readonly partition: RequestValue;
  /** A part of the order. @default the whole partition */
  readonly sort?: SortRange;
  /** What of each item the answer holds. An index has to hold them. */
  readonly attributes: AttributeShapes;
  /** @default "ascending" */
  readonly order?: "ascending" | "descending";
  /** Items of a page, 1 to 1,000; a page has 1 MB at most. @default 100 */
  readonly limit?: number;
  /** Where the request has the `next` of the page before. @default "query.after" */
  readonly page?: RequestValue;
}

/** Exactly one value, a beginning, or bounds, which are both included. */
export type SortRange =
  | { readonly equals: RequestValue }
  | { readonly beginsWith: RequestValue }
  | { readonly from: RequestValue; readonly to?: RequestValue }
  | { readonly to: RequestValue };

export interface PutArgs {
  readonly key: KeyValues;
  /** What is stored of the body: `{ title: "string", seats: "number" }`; the route's `body` should ask for them. @default {} */
  readonly attributes?: AttributeShapes;
  /** Takes the place of an item of the same key, where there is one, and answers 200. @default false (409, and 201 for a new one) */
  readonly overwrite?: boolean;
}

const value = text('a value of the request, "path.ticketId"');
const key = record(value, 'the key\'s attributes with values of the request, { ticketId: "path.ticketId" }');
/** Looked at by `checkShapes`. */
const shapes: z.ZodType & { readonly unwrap?: never } = z.custom(
  (given) => typeof given === "object" && given !== null,
  must('attributes by name, { title: "string" }'),
);

const getShape: Shape<GetArgs> = { key, attributes: shapes, consistent: flag.optional() };

const putShape: Shape<PutArgs> = { key, attributes: shapes.optional(), overwrite: flag.optional() };

interface Range {
  readonly equals?: RequestValue;
  readonly beginsWith?: RequestValue;
  readonly from?: RequestValue;
  readonly to?: RequestValue;
}

const queryShape: Shape<QueryArgs> = {
  index: text("the name of an index").optional(),
  partition: value,
  sort: object<Range>({
    equals: value.optional(),
    beginsWith: value.optional(),
    from: value.optional(),
    to: value.optional(),
  }).optional(),
  attributes: shapes,
  order: oneOf("ascending", "descending").optional(),
  limit: number().optional(),
  page: value.optional(),
};

export const getArgs = object(getShape);
export const putArgs = object(putShape);
export const queryArgs = object(queryShape);
