import * as z from "zod/mini";

const LIMIT = "must be a whole number from 1 to 100";

/** What every list takes in its query. */
export const paging = {
  /** How many entries a page has at most: 1 to 100. @default 20 */
  limit: z._default(
    z.pipe(
      z.pipe(z.string().check(z.regex(/^[0-9]{1,3}$/, LIMIT)), z.transform(Number)),
      z.int().check(z.minimum(1, LIMIT), z.maximum(100, LIMIT)),
    ),
    20,
  ),
  /** Of the page before; goes on where it ended. */
  cursor: z.optional(z.string().check(z.maxLength(1024))),
};
