import type { Statement } from "serverless-tiers/runtime/database";
import type { VenuePosition } from "./venue-store";

/** In the words of the contract. */
const VENUE = `venue_id as "venueId", name, city, country, opened, text, source`;

export const selectVenue = (venueId: string): Statement => ({
  name: "select-venue",
  text: `select ${VENUE} from venues where venue_id = $1`,
  values: [venueId],
});

/** For `websearch_to_tsquery` no text is a syntax error: what is no operator is a word, or nothing. */
export const searchVenues = (words: string, limit: number, after?: VenuePosition): Statement => ({
  name: "search-venues",
  text: `
    select ${VENUE}, rank
    from websearch_to_tsquery('english', $1) as query, venues, ts_rank(page, query) as rank
    where page @@ query and ($3::real is null or rank < $3 or (rank = $3 and venue_id > $4))
    order by rank desc, venue_id
    limit $2`,
  values: [words.replaceAll(NOTHING_NEGATED, " "), limit, after?.rank ?? null, after?.venueId ?? null],
});

/** A hyphen before what is no word. PostgreSQL stacks them up, 32 at most, and fails beyond ("tsquery stack too small"). */
const NOTHING_NEGATED = /-(?![\p{L}\p{N}"])/gu;

export const listVenues = (limit: number, after?: VenuePosition): Statement => ({
  name: "list-venues",
  text: `select ${VENUE}, 0 as rank from venues where venue_id > $2 order by venue_id limit $1`,
  values: [limit, after?.venueId ?? ""],
});
