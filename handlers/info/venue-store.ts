import type { Venue } from "../../contracts/info";

/** A place in a list of venues: behind this one of that rank. */
export interface VenuePosition {
  readonly rank: number;
  readonly venueId: string;
}

export interface VenuePage {
  readonly venues: readonly Venue[];
  /** Where the next page begins; absent when there is none. */
  readonly next?: VenuePosition | undefined;
}

/** Where pages of venues live. */
export interface VenueStore {
  find(venueId: string): Promise<Venue | undefined>;
  /**
   * Those whose pages have the words of a search, the best first and by their ids where they are equally good; without a
   * search all, by their ids.
   */
  search(words: string | undefined, limit: number, after?: VenuePosition): Promise<VenuePage>;
}
