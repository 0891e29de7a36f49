import { useState } from "react";
import { Failed } from "../../../house/failed";
import { Months, WaitingMonths } from "../../../house/months";
import type { Outcome } from "../../../house/outcome";
import { type Resource, useResource } from "../../../house/resource";
import { useTitle } from "../../../house/router";
import { useStore } from "../../../house/store";
import type { Show } from "../api";
import type { Booking } from "../live";
import { ExportButton } from "../parts/export-button";
import { LiveNote } from "../parts/live-note";
import { Picture } from "../parts/picture";
import { useLive } from "../parts/use-live";
import { useServices } from "../services";
import { isOrganiser, user } from "../session";

interface Shows {
  readonly items: readonly Show[];
  readonly next?: string;
}

/** What is on: everybody's, or that of whoever is signed in. */
export const Programme = ({ mine }: { mine: boolean }) => {
  const title = mine ? "My shows" : "All shows";
  useTitle(title);
  const { api } = useServices();
  const signedIn = useStore(user);
  const organises = isOrganiser(signedIn);
  const shows: Resource<Shows> = useResource(title, () => api.shows(mine) as Promise<Outcome<Shows>>);
  const { value, failure, reload } = shows;
  const more = useMore(shows, mine);
  useLive(
    undefined,
    (bookings) => value && shows.change({ ...value, items: value.items.map((show) => booked(show, bookings)) }),
    reload,
  );
  return (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      {organises ? (
        <div className="acts">
          <a className="button" href="/shows/new">
            Announce a show
          </a>
          {mine && <ExportButton />}
        </div>
      ) : (
        <MembersNote />
      )}
      {mine && organises && <LiveNote />}
      {failure && <Failed failure={failure} retry={reload} />}
      {!value && !failure && <WaitingMonths />}
      {value?.items.length === 0 && (
        <div className="empty">
          <h2>{mine ? "You have announced nothing yet" : "Nothing is announced"}</h2>
          <p>
            {organises
              ? "A show needs a title, a place, a time, and seats with a price."
              : "As soon as a show is announced, it is here."}
          </p>
        </div>
      )}
      {value && (
        <Months
          shows={value.items}
          pictureOf={(show) => <Picture show={show} />}
          noteOf={(show) => !mine && show.organiser === signedIn?.sub && <p className="tag">Yours</p>}
        />
      )}
      {more.failure && <Failed failure={more.failure} retry={more.load} />}
      {value?.next && !more.failure && (
        <p className="more">
          <button type="button" className="plain" aria-disabled={more.isLoading} onClick={more.load}>
            {more.isLoading ? "Loading …" : "More shows"}
          </button>
        </p>
      )}
    </>
  );
};

/** Who may do what depends on a group, which is not in one's own hands. */
export const MembersNote = () => (
  <p className="note">
    You are here as a member: you see what is on, and how it is booked. To announce shows one has to be among the
    organisers; whoever keeps the accounts of the house can put you there. Sign in anew after that.
  </p>
);

/** As it is after what was told. */
export const booked = (show: Show, bookings: readonly Booking[]): Show => {
  const last = bookings.findLast(({ showId }) => showId === show.showId);
  return last ? { ...show, seatsLeft: last.seatsLeft } : show;
};

/** The pages after the first. */
const useMore = ({ value, change }: Resource<Shows>, mine: boolean) => {
  const { api } = useServices();
  const [isLoading, setLoading] = useState(false);
  const [failed, setFailed] = useState<Extract<Outcome<Shows>, { ok: false }>>();
  const load = async () => {
    if (isLoading || !value?.next) return;
    setLoading(true);
    const outcome = await api.shows(mine, value.next);
    setLoading(false);
    setFailed(outcome.ok ? undefined : outcome);
    if (outcome.ok) change({ ...outcome.value, items: [...value.items, ...outcome.value.items] });
  };
  return { isLoading, failure: failed?.failure, load: () => void load() };
};
