import { useState } from "react";
import { Facts, WaitingShow } from "../../../house/facts";
import { Failed } from "../../../house/failed";
import { Missing } from "../../../house/missing";
import { useResource } from "../../../house/resource";
import { useTitle } from "../../../house/router";
import { useStore } from "../../../house/store";
import { seatsText, timeOf } from "../../../house/words";
import type { Show } from "../api";
import type { Booking } from "../live";
import { LiveNote } from "../parts/live-note";
import { Picture } from "../parts/picture";
import { PosterUpload } from "../parts/poster-upload";
import { useLive } from "../parts/use-live";
import { useServices } from "../services";
import { isOrganiser, user } from "../session";
import { booked } from "./programme";

/** One show: how it is booked, and for whom it belongs to, what to change. */
export const ShowPage = ({ showId }: { showId: string }) => {
  const { api } = useServices();
  const signedIn = useStore(user);
  const { value: show, failure, reload, change } = useResource(`show ${showId}`, () => api.show(showId));
  useTitle(show?.title ?? (failure && failure.kind !== "missing" ? "A show" : undefined));
  if (failure?.kind === "missing") return <Missing text="There is no such show, or it is over and gone." />;
  if (failure)
    return (
      <>
        <h1 tabIndex={-1}>A show</h1>
        <Failed failure={failure} retry={reload} />
      </>
    );
  if (!show) return <WaitingShow />;
  const isMine = isOrganiser(signedIn) && show.organiser === signedIn?.sub;
  return (
    <article className="one-show">
      <Picture show={show} />
      <div>
        <p className="back">
          <a href={isMine ? "/mine" : "/"}>{isMine ? "My shows" : "All shows"}</a>
        </p>
        <h1 tabIndex={-1}>{show.title}</h1>
        <Facts show={show} />
        {isMine && (
          <p className="buttons">
            <a className="button" href={`/shows/${show.showId}/change`}>
              Change the show
            </a>
          </p>
        )}
        <Bookings show={show} onShow={change} onGap={reload} />
        {isMine && <PosterUpload show={show} onShow={change} />}
      </div>
    </article>
  );
};

interface BookingsProps {
  readonly show: Show;
  readonly onShow: (show: Show) => void;
  readonly onGap: () => void;
}

/** How many are shown of those that came while the page was open. */
const SHOWN = 8;

/** What is booked, as it is booked. */
const Bookings = ({ show, onShow, onGap }: BookingsProps) => {
  const [news, setNews] = useState<readonly (Booking & { readonly key: number })[]>([]);
  const take = (bookings: readonly Booking[]) => {
    onShow(booked(show, bookings));
    setNews((before) => {
      const from = (before[0]?.key ?? 0) + 1;
      const own = bookings
        .filter(({ showId }) => showId === show.showId)
        .map((one, at) => ({ ...one, key: from + at }));
      return [...own.reverse(), ...before].slice(0, SHOWN);
    });
  };
  useLive(show.showId, take, onGap);
  const sold = show.seats - show.seatsLeft;
  return (
    <section className="panel" aria-labelledby="bookings-title">
      <h2 id="bookings-title">Bookings</h2>
      <p className="sold">
        <strong>{sold}</strong> of {seatsText(show.seats)} {show.seats === 1 ? "is" : "are"} booked
      </p>
      <meter className="whole" aria-label="Seats booked" min={0} max={show.seats} value={sold} />
      <LiveNote />
      <div className="whole" role="log" aria-label="Bookings as they come">
        <ol className="news-list">
          {news.map(({ key, type, seats, at }) => (
            <li key={key}>
              <time dateTime={at}>{timeOf(at)}</time> {seatsText(seats)} {type === "booked" ? "booked" : "given back"}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
};
