import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Outcome } from "../../../house/outcome";
import { Poster } from "../../../house/poster";
import { useResource } from "../../../house/resource";
import { useTitle } from "../../../house/router";
import { useStore } from "../../../house/store";
import { dateOf, seatsText, timeOf } from "../../../house/words";
import type { Show, Ticket } from "../api";
import { Failed } from "../parts/failed";
import { SignInButton } from "../parts/sign-in-button";
import { type Services, useServices } from "../services";
import { user } from "../session";
import { type Booked, titleOf } from "./booked";
import { CancelDialog } from "./cancel-dialog";

/** The tickets of whoever is signed in. */
export const TicketsPage = () => {
  useTitle("My tickets");
  const signedIn = useStore(user);
  return (
    <>
      <h1 tabIndex={-1}>My tickets</h1>
      {signedIn ? (
        <Tickets key={signedIn.name} />
      ) : (
        <div class="empty">
          <p>Sign in, and the seats that you have booked are here.</p>
          <SignInButton returnTo="/tickets" />
        </div>
      )}
    </>
  );
};

const Tickets = () => {
  const services = useServices();
  const { value, failure, reload, change } = useResource("tickets", () => allTickets(services));
  const [leaving, setLeaving] = useState<Booked>();
  const [news, setNews] = useState("");
  const said = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (news !== "") said.current?.focus();
  }, [news]);
  return (
    <>
      <p class="news" role="status" tabIndex={-1} ref={said}>
        {news}
      </p>
      {failure && <Failed failure={failure} retry={reload} />}
      {!value && !failure && (
        <div aria-hidden="true" class="waiting">
          <div class="ticket bone" />
          <div class="ticket bone" />
        </div>
      )}
      {value?.length === 0 && (
        <div class="empty">
          <p>You have no tickets yet.</p>
          <a class="button" href="/">
            See what’s on
          </a>
        </div>
      )}
      {value && value.length > 0 && (
        <ul class="tickets">
          {value.map((booked) => (
            <TicketItem key={booked.ticket.ticketId} booked={booked} onCancel={() => setLeaving(booked)} />
          ))}
        </ul>
      )}
      {leaving && (
        <CancelDialog
          booked={leaving}
          onClose={() => setLeaving(undefined)}
          onCancelled={() => {
            setLeaving(undefined);
            change((value ?? []).filter(({ ticket }) => ticket !== leaving.ticket));
            setNews(
              `${seatsText(leaving.ticket.seats)} for ${titleOf(leaving)} ${leaving.ticket.seats === 1 ? "was" : "were"} given back.`,
            );
          }}
        />
      )}
    </>
  );
};

const TicketItem = ({ booked, onCancel }: { booked: Booked; onCancel: () => void }) => {
  const { ticket, show } = booked;
  return (
    <li class="ticket">
      <Poster seed={ticket.showId} title={show?.title ?? ""} />
      <div class="what">
        <h2>{show ? <a href={`/shows/${show.showId}`}>{show.title}</a> : titleOf(booked)}</h2>
        {show && (
          <p>
            <time dateTime={show.startsAt}>
              {dateOf(show.startsAt)}, {timeOf(show.startsAt)}
            </time>
            <br />
            {show.city}
          </p>
        )}
      </div>
      <div class="stub">
        <p>
          <strong>{ticket.seats}</strong> {ticket.seats === 1 ? "seat" : "seats"}
        </p>
        <button
          type="button"
          class="plain"
          onClick={onCancel}
          aria-label={`Give back ${seatsText(ticket.seats)} for ${titleOf(booked)}`}
        >
          Give back
        </button>
      </div>
    </li>
  );
};

/** Those of shows that come first, first. */
const allTickets = async ({ api }: Services): Promise<Outcome<readonly Booked[]>> => {
  const tickets: Ticket[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.tickets(cursor);
    if (!page.ok) return page;
    tickets.push(...page.value.tickets);
    cursor = page.value.cursor;
  } while (cursor !== undefined);
  const shows = new Map<string, Show>();
  const outcomes = await Promise.all(
    [...new Set(tickets.map(({ showId }) => showId))].map((showId) => api.show(showId)),
  );
  for (const outcome of outcomes) {
    if (outcome.ok) shows.set(outcome.value.showId, outcome.value);
    else if (outcome.failure.kind !== "missing") return outcome;
  }
  const booked = tickets.map((ticket) => ({ ticket, show: shows.get(ticket.showId) }));
  return { ok: true, value: booked.sort((a, b) => ((a.show?.startsAt ?? "") < (b.show?.startsAt ?? "") ? -1 : 1)) };
};
