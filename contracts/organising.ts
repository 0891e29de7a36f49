import * as z from "zod/mini";
import { Moment, Show, ShowId, ShowsQuery } from "./shows";
import { text } from "./text";

/** A moment in any offset, in the one form of all stores. The years are those in which times sort as texts. */
const start = z.pipe(
  z.pipe(
    z.iso.datetime({ offset: true, error: "must be a time with its offset, 2027-03-06T19:30:00Z" }),
    z.transform((given) => new Date(given).toISOString()),
  ),
  Moment.check(z.regex(/^2\d{3}-/, "must be in the years 2000 to 2999")),
);

const title = text(120).check(z.regex(/\S/, "must not be blank"));
const city = text(64).check(z.regex(/\S/, "must not be blank"));

/** The body of `POST /shows`. */
export const NewShow = z.strictObject({
  title,
  city,
  startsAt: start,
  /** 1 to 100,000. */
  seats: z.int().check(z.minimum(1), z.maximum(100_000)),
  /** Of a seat, in minor units of the currency. */
  price: z.int().check(z.minimum(0), z.maximum(999_999_999_999)),
});

export type NewShow = z.infer<typeof NewShow>;

/** The body of `PUT /shows/{showId}`: the show as it is to be, and the version that was looked at. */
export const ChangedShow = z.extend(NewShow, { version: z.int().check(z.minimum(1)) });

export type ChangedShow = z.infer<typeof ChangedShow>;

/** A show of the box office on the web. */
export const OrganisedShow = z.extend(z.omit(Show, { venueId: true }), {
  /** Whose it is: the subject of a verified token. */
  organiser: z.string().check(z.minLength(1)),
  /** The path of its picture below the address of the posters. */
  poster: z.optional(z.string()),
  /** Why the last upload did not become its poster. */
  posterRefused: z.optional(z.string()),
  /** When an upload was last looked at, taken or refused. */
  posterAt: z.optional(Moment),
});

export type OrganisedShow = z.infer<typeof OrganisedShow>;

/** What `GET /shows` gives: those that come next, and what to send as `cursor` to go on. */
export const OrganisedShowsPage = z.object({ items: z.array(OrganisedShow), next: z.optional(z.string()) });

/** The query of `GET /shows`. */
export const OrganisedShowsQuery = z.extend(ShowsQuery, {
  /** Those of whoever asks alone, of all cities. @default everybody's */
  mine: z.optional(z.literal("true")),
});

export type OrganisedShowsQuery = z.infer<typeof OrganisedShowsQuery>;

/** Where uploads wait until they are looked at, in the bucket of posters. Only the function that does can read them. */
export const UPLOADS = "uploads/";

/** Where the posters are that everybody may see. */
export const POSTERS = "posters/";

/** What a poster may be. An SVG is no picture but a program. */
export const POSTER_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;

export type PosterType = (typeof POSTER_TYPES)[number];

export const MAX_POSTER_BYTES = 5 * 1024 * 1024;

/** The body of `POST /shows/{showId}/poster`: what is going to be uploaded. */
export const PosterUpload = z.strictObject({
  contentType: z.enum(POSTER_TYPES, "must be image/png, image/jpeg or image/webp"),
  /** In bytes, 5 MB at most. */
  size: z.int().check(z.minimum(1), z.maximum(MAX_POSTER_BYTES, "must be 5 MB at most")),
});

export type PosterUpload = z.infer<typeof PosterUpload>;

/** A form that takes one poster: its fields in any order, and then the file as `file`. */
export const PosterForm = z.object({
  url: z.url(),
  fields: z.record(z.string(), z.string()),
  expiresAt: Moment,
});

export type PosterForm = z.infer<typeof PosterForm>;

/** What `POST /live-tickets` gives. */
export const LiveTicket = z.object({ ticket: z.string() });

/** What a connection says to be told of the bookings of a show. */
export const FollowMessage = z.strictObject({ action: z.literal("follow"), showId: ShowId });

/** What it is answered: that it follows the show, or why not. */
export const FollowAnswer = z.union([
  z.object({ type: z.literal("following"), showId: ShowId }),
  z.object({ type: z.literal("refused"), detail: z.string() }),
]);

export type FollowAnswer = z.infer<typeof FollowAnswer>;

/** What it is told then, as is whoever organises the show. */
export const BookingMessage = z.object({
  type: z.enum(["booked", "cancelled"]),
  showId: ShowId,
  /** How many were booked, or given back. */
  seats: z.int(),
  seatsLeft: z.int(),
  at: Moment,
});

export type BookingMessage = z.infer<typeof BookingMessage>;
