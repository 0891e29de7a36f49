import * as z from "zod/mini";
import { paging } from "./paging";
import { text } from "./text";

/** The key of a venue, `royal-albert-hall`: lower-case words with hyphens between them. */
export const VenueId = z.string().check(z.maxLength(64), z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

/** A venue's page as `GET /info/{venueId}` gives it. */
export const Venue = z.object({
  venueId: VenueId,
  name: text(120),
  city: text(64),
  /** ISO 3166-1 alpha-2. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  /** The year in which it opened, or was finished. */
  opened: z.int(),
  text: text(4000),
  /** Where this can be read up. */
  source: z.url(),
});

export type Venue = z.infer<typeof Venue>;

/** The query of `GET /info`. */
export const VenuesQuery = z.strictObject({
  /**
   * Words that all have to be in a page, in any of their forms; "words together", `or`, and `-` before a word that must
   * not be there. Anything else in it is no more than a word, or nothing. @default all venues
   */
  search: z.optional(text(200)),
  ...paging,
});

export type VenuesQuery = z.infer<typeof VenuesQuery>;
