import { Facts, WaitingShow } from "../../../house/facts";
import { Missing } from "../../../house/missing";
import { Poster } from "../../../house/poster";
import { useResource } from "../../../house/resource";
import { useTitle } from "../../../house/router";
import { Failed } from "../parts/failed";
import { useServices } from "../services";
import { BookingForm } from "./booking-form";

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
  return <WaitingShow />;
};
