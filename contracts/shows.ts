import * as z from "zod/mini";
import { VenueId } from "./info";
import { paging } from "./paging";
import { text } from "./text";

/** The key of a show. UUIDs are case-insensitive; the lower-case form is the key. */
export const ShowId = z.guid().check(z.toLowerCase());

/** A moment in UTC, in the one form that sorts as time does: `2027-03-06T19:30:00.000Z`. */
export const Moment = z.iso.datetime({ precision: 3 });

/** A show as `GET /shows/{showId}` gives it. */
export const Show = z.object({
  showId: ShowId,
  title: text(120),
  city: text(64),
  /** Of `GET /info/{venueId}`. */
  venueId: VenueId,
  startsAt: Moment,
  /** How many seats there are. */
  seats: z.int().check(z.minimum(0), z.maximum(100_000)),
  /** How many of them nobody has booked. */
  seatsLeft: z.int().check(z.minimum(0)),
  /** Of a seat, in minor units of the currency. */
  price: z.int().check(z.minimum(0), z.maximum(999_999_999_999)),
  /** ISO 4217. */
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  /** Grows with each change of the show by those who organise it; bookings leave it as it is. */
  version: z.int().check(z.minimum(1)),
});

export type Show = z.infer<typeof Show>;

/** What `GET /shows` gives: those that come next, and where to go on. */
export const ShowsPage = z.object({ shows: z.array(Show), cursor: z.optional(z.string()) });

/** Beyond these years nothing is shown, and times no longer sort as texts. */
const MILLENNIUM = /^2\d{3}-/;

/** A day, or a time with its offset. A day stands for its first moment in UTC, or for its last one. */
const bound = (ofDay: string) =>
  z.pipe(
    z
      .union(
        [z.iso.date(), z.iso.datetime({ offset: true })],
        "must be a day, 2027-03-06, or a time, 2027-03-06T19:30:00Z",
      )
      .check(z.regex(MILLENNIUM, "must be in the years 2000 to 2999")),
    z.transform((given) => new Date(given.includes("T") ? given : `${given}${ofDay}`).toISOString()),
  );

/** The query of `GET /shows`. Both ends of the range belong to it. */
export const ShowsQuery = z.strictObject({
  /** Exactly as shows have it. @default all cities */
  city: z.optional(text(64)),
  /** Shows that start then or later. @default now */
  from: z.optional(bound("T00:00:00.000Z")),
  /** Shows that start then or earlier. @default two years after `from`, and at least two years from now */
  to: z.optional(bound("T23:59:59.999Z")),
  ...paging,
});

export type ShowsQuery = z.infer<typeof ShowsQuery>;
