import type { Database } from "serverless-tiers/runtime/database";
import type { Venue } from "../../contracts/info";
import { listVenues, searchVenues, selectVenue } from "./statements";
import type { VenueStore } from "./venue-store";

interface Ranked extends Venue {
  readonly rank: number;
}

/** Venues in PostgreSQL, in the table of migrations/venues. */
export const postgresVenueStore = (database: Database): VenueStore => ({
  async find(venueId) {
    const { rows } = await database.query<Venue>(selectVenue(venueId));
    return rows[0];
  },

  async search(words, limit, after) {
    // One more than asked for tells whether there is another page.
    const more = limit + 1;
    const { rows } = await database.query<Ranked>(
      words === undefined ? listVenues(more, after) : searchVenues(words, more, after),
    );
    const last = rows.length === more ? rows[limit - 1] : undefined;
    return {
      venues: rows.slice(0, limit).map(({ rank: _, ...venue }) => venue),
      next: last && { rank: last.rank, venueId: last.venueId },
    };
  },
});
