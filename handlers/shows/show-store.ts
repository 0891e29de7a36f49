import type { Show } from "../../contracts/shows";

/** Which shows, in the order in which they start; both ends belong to the range. */
export interface ShowRange {
  /** @default all cities */
  readonly city?: string | undefined;
  /** Those of one organiser, of all cities. @default everybody's */
  readonly organiser?: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** A place in that order: after this show of that moment, or at that moment. */
export interface ShowPosition {
  readonly startsAt: string;
  readonly showId?: string | undefined;
}

export interface ShowPage<S = Show> {
  /** As many as asked for; fewer at the end, and where the reads that one request may make are used up. */
  readonly shows: readonly S[];
  /** Where the next page begins; absent when there is none. */
  readonly next?: ShowPosition | undefined;
}

/** What may be read of shows. */
export interface ShowReader<S = Show> {
  find(showId: string): Promise<S | undefined>;
  /** @param after A show that starts with the range: the page begins behind it. */
  list(range: ShowRange, limit: number, after?: string): Promise<ShowPage<S>>;
}

/** Where shows live. */
export interface ShowStore extends ShowReader {
  /**
   * Puts these shows, 99 at most, into a store that was never seeded, all or none.
   *
   * @returns whether it did: only the first time in the life of the store.
   */
  seed(shows: readonly Show[]): Promise<boolean>;
}
