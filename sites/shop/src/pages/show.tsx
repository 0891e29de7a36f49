import type { Show } from "../api";
import { Failed } from "../parts/failed";
import { Poster } from "../parts/poster";
import { useResource } from "../resource";
import { useTitle } from "../router";
import { useServices } from "../services";
import { dateOf, leftText, money, zonedTimeOf } from "../words";
import { BookingForm } from "./booking-form";
import { Missing } from "./missing";

/** One show, and seats for it. */
export const ShowPage = ({ showId, query }: { showId: string; query: URLSearchParams }) => {
  const { api } = useServices();
  const { value: show, failure, reload, change } = useResource(`show ${showId}`, () => api.show(showId));
  useTitle(show?.title ?? (failure && failure.kind !== "missing" ? "A show" : undefined));
  if (show)
    return (
      <article class="one-show">
        <Poster seed={show.showId} title={show.title} />
        <div>
          <p class="back">
            <a href="/">What’s on</a>
          </p>
          <h1 tabIndex={-1}>{show.title}</h1>
          <Facts show={show} />
          <BookingForm
            show={show}
            seatsAsked={Number(query.get("seats") ?? 1)}
            onLeft={(seatsLeft) => change({ ...show, seatsLeft })}
          />
        </div>
      </article>
    );
  if (failure?.kind === "missing") return <Missing text="There is no such show, or it is over and gone." />;
  if (failure)
    return (
      <>
        <h1 tabIndex={-1}>A show</h1>
        <Failed failure={failure} retry={reload} />
      </>
    );
  return (
    <div class="one-show" aria-hidden="true">
      <div class="poster bone" />
      <div>
        <div class="line bone" />
        <div class="title bone" />
        <div class="facts bone" />
      </div>
    </div>
  );
};

const Facts = ({ show }: { show: Show }) => (
  <dl class="facts">
    <div>
      <dt>When</dt>
      <dd>
        <time dateTime={show.startsAt}>
          {dateOf(show.startsAt)}, {zonedTimeOf(show.startsAt)}
        </time>
      </dd>
    </div>
    <div>
      <dt>Where</dt>
      <dd>{show.city}</dd>
    </div>
    <div>
      <dt>A seat</dt>
      <dd>{money(show.price, show.currency)}</dd>
    </div>
    <div>
      <dt>Seats</dt>
      <dd class={show.seatsLeft <= 10 ? "few" : ""}>{leftText(show.seatsLeft)}</dd>
    </div>
  </dl>
);
