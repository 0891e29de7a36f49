import { useEffect, useState } from "preact/hooks";
import { Months, WaitingMonths } from "../../../house/months";
import type { Outcome } from "../../../house/outcome";
import { type Resource, useResource } from "../../../house/resource";
import { go, useTitle } from "../../../house/router";
import { plain } from "../../../house/words";
import type { Show } from "../api";
import { Failed } from "../parts/failed";
import { useServices } from "../services";

interface Shows {
  readonly shows: readonly Show[];
  readonly cursor?: string | undefined;
}

/** What is on, by month; searched by words and by city. */
export const Programme = ({ query }: { query: URLSearchParams }) => {
  useTitle("What’s on");
  const city = query.get("city") ?? "";
  const words = query.get("q") ?? "";
  const listed = useShows(city);
  const everywhere = useShows("");
  const { value, failure, reload } = listed;
  const cities = new Set([...(everywhere.value?.shows ?? []).map((show) => show.city), ...(city ? [city] : [])]);
  const found = value?.shows.filter((show) => matches(show, words));
  const more = useMore(listed, city, words !== "" && found !== undefined && found.length < ENOUGH);
  const search = (change: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams([...query, ...Object.entries(change)]);
    for (const [name, text] of Object.entries(change)) text === "" ? next.delete(name) : next.set(name, text);
    go(next.size > 0 ? `/?${next}` : "/", "replace");
  };
  return (
    <>
      <h1 tabIndex={-1}>What’s on</h1>
      <search class="search">
        <div class="field wide">
          <label for="words">Search</label>
          <input
            id="words"
            type="search"
            value={words}
            placeholder="A title, a city"
            autocomplete="off"
            maxLength={100}
            onInput={({ currentTarget }) => search({ q: currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for="city">City</label>
          <select id="city" value={city} onChange={({ currentTarget }) => search({ city: currentTarget.value })}>
            <option value="">All cities</option>
            {[...cities].sort().map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      </search>
      <p class="count" role="status">
        {found &&
          !failure &&
          `${found.length === 1 ? "1 show" : `${found.length} shows`}${value?.cursor ? " so far" : ""}`}
      </p>
      {failure && <Failed failure={failure} retry={reload} />}
      {!found && !failure && <WaitingMonths />}
      {found?.length === 0 && !value?.cursor && (
        <div class="empty">
          <h2>Nothing found</h2>
          <p>No show that is announced is called that, or is there.</p>
          <button type="button" class="plain" onClick={() => search({ q: "", city: "" })}>
            Show everything
          </button>
        </div>
      )}
      {found && <Months shows={found} />}
      {more.failure && <Failed failure={more.failure} retry={more.load} />}
      {value?.cursor && !more.failure && (
        <p class="more">
          <button type="button" class="plain" aria-disabled={more.isLoading} onClick={more.load}>
            {more.isLoading ? "Loading …" : "More shows"}
          </button>
        </p>
      )}
    </>
  );
};

/** Below so many, a search goes on by itself. */
const ENOUGH = 20;

const useShows = (city: string): Resource<Shows> => {
  const { api } = useServices();
  return useResource(`shows in ${city}`, () => api.shows({ city }) as Promise<Outcome<Shows>>);
};

/** The pages after the first. */
const useMore = ({ value, change }: Resource<Shows>, city: string, goOn: boolean) => {
  const { api } = useServices();
  const [isLoading, setLoading] = useState(false);
  const [failed, setFailed] = useState<Extract<Outcome<Shows>, { ok: false }>>();
  const cursor = value?.cursor;
  const load = async () => {
    if (isLoading || !value || !cursor) return;
    setLoading(true);
    const outcome = await api.shows({ city, cursor });
    setLoading(false);
    setFailed(outcome.ok ? undefined : outcome);
    if (outcome.ok) change({ shows: [...value.shows, ...outcome.value.shows], cursor: outcome.value.cursor });
  };
  // Each page asks for the next one.
  useEffect(() => {
    if (goOn && !failed) void load();
  }, [goOn, cursor]);
  return { isLoading, failure: failed?.failure, load: () => void load() };
};

/** Whether all words are in the title or the city. */
const matches = ({ title, city }: Show, words: string): boolean => {
  const text = plain(`${title} ${city}`);
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
};
