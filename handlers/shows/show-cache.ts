import { type Aside, type Cache, cacheAside } from "serverless-tiers/runtime/cache";
import * as z from "zod/mini";
import { Moment, Show, ShowId } from "../../contracts/shows";
import type { ShowPage, ShowStore } from "./show-store";

/** How long what is cached is good, should nobody say that it has changed. */
const TTL_MS = 30_000;

const Page = z.object({
  shows: z.array(Show),
  next: z.optional(z.object({ startsAt: Moment, showId: z.optional(ShowId) })),
});

/** All pages change with each show. */
const PAGES = "pages";

/** Shows as they are kept beside the table. */
export interface ShowCache {
  readonly shows: Aside<Show>;
  readonly pages: Aside<ShowPage>;
  /** After a show has changed. Whether the cache has taken it. */
  changed(showId: string): Promise<boolean>;
}

export const showCache = (cache: Cache): ShowCache => {
  const shows = cacheAside<Show>(cache, { name: "show", ttlMs: TTL_MS, parse: (value) => Show.parse(value) });
  const pages = cacheAside<ShowPage>(cache, { name: "page", ttlMs: TTL_MS, parse: (value) => Page.parse(value) });
  return {
    shows,
    pages,
    async changed(showId) {
      const taken = await Promise.all([shows.forget(showId), pages.forget(PAGES)]);
      return taken.every(Boolean);
    },
  };
};

/** A store that is read through a cache. */
export const cachedShowStore = (
  store: Pick<ShowStore, "find" | "list">,
  { shows, pages }: ShowCache,
): Pick<ShowStore, "find" | "list"> => ({
  find: (showId) => shows.get(showId, "show", () => store.find(showId)),

  async list(range, limit, after) {
    // In whole minutes, so that all who ask in one share a page: a range that begins now is another one for each.
    // After a show it begins where that one does.
    const from = after === undefined ? minuteOf(range.from) : range.from;
    const wanted = { ...range, from, to: minuteOf(range.to, MINUTE_MS) };
    const key = JSON.stringify([wanted.city ?? null, from, wanted.to, limit, after ?? null]);
    const page = await pages.get(PAGES, key, () => store.list(wanted, limit, after));
    if (page === undefined) return store.list(range, limit, after);
    return { ...page, shows: page.shows.filter(({ startsAt }) => startsAt >= range.from && startsAt <= range.to) };
  },
});

const MINUTE_MS = 60_000;

/** When the minute of a moment begins, or one `later`. */
const minuteOf = (moment: string, later = 0): string =>
  new Date(Math.floor(Date.parse(moment) / MINUTE_MS) * MINUTE_MS + later).toISOString();
