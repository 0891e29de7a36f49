import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Failure } from "../../../house/failure";
import { useStore } from "../../../house/store";
import { money, seatsText } from "../../../house/words";
import type { Show, Ticket } from "../api";
import { SignInButton } from "../parts/sign-in-button";
import { useServices } from "../services";
import { user } from "../session";

interface BookingProps {
  readonly show: Show;
  /** Before the reader went to sign in. */
  readonly seatsAsked: number;
  /** Hears how many seats are left. */
  readonly onLeft: (seatsLeft: number) => void;
}

/** What a booking can hold (`POST /tickets`). */
const MOST = 1000;

export const BookingForm = ({ show, seatsAsked, onLeft }: BookingProps) => {
  const { api } = useServices();
  const signedIn = useStore(user) !== undefined;
  const most = Math.min(show.seatsLeft, MOST);
  const [wanted, setSeats] = useState(Number.isInteger(seatsAsked) && seatsAsked > 0 ? seatsAsked : 1);
  const seats = Math.max(1, Math.min(wanted, most));
  const [isBooking, setBooking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [ticket, setTicket] = useState<Ticket>();
  // The same until an answer says what became of it: whatever is sent twice is booked once.
  const token = useRef<{ readonly seats: number; readonly clientToken: string } | undefined>(undefined);
  const said = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (failure || ticket) said.current?.focus();
  }, [failure, ticket]);

  const book = async () => {
    if (isBooking) return;
    setBooking(true);
    setFailure(undefined);
    if (token.current?.seats !== seats) token.current = { seats, clientToken: crypto.randomUUID() };
    const outcome = await api.book({ showId: show.showId, ...token.current });
    setBooking(false);
    if (outcome.ok) {
      token.current = undefined;
      setTicket(outcome.value);
      onLeft(Math.max(0, show.seatsLeft - outcome.value.seats));
      return;
    }
    if (outcome.failure.kind === "conflict") token.current = undefined;
    setFailure(outcome.failure);
    if (outcome.failure.seatsLeft !== undefined) onLeft(outcome.failure.seatsLeft);
  };

  if (ticket)
    return (
      <div class="panel good" ref={said} tabIndex={-1} role="status">
        <h2>{ticket.seats === 1 ? "The seat is yours" : `${seatsText(ticket.seats)} are yours`}</h2>
        <p>They are among your tickets, where you can give them back.</p>
        <p class="buttons">
          <a class="button" href="/tickets">
            See my tickets
          </a>
          <button type="button" class="plain" onClick={() => setTicket(undefined)}>
            Book more
          </button>
        </p>
      </div>
    );
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        void book();
      }}
    >
      {failure && (
        <div class="problem" ref={said} tabIndex={-1} role="alert">
          <p>{textOf(failure)}</p>
        </div>
      )}
      {most === 0 ? (
        <p>All seats are taken. When somebody gives some back, they are here.</p>
      ) : (
        <>
          <div class="seats">
            <label for="seats">How many seats?</label>
            <div class="stepper">
              <button
                type="button"
                class="plain"
                aria-label="One seat less"
                disabled={seats <= 1}
                onClick={() => setSeats(seats - 1)}
              >
                −
              </button>
              <input
                id="seats"
                type="number"
                inputMode="numeric"
                min={1}
                max={most}
                required
                value={seats}
                onInput={({ currentTarget }) => currentTarget.checkValidity() && setSeats(currentTarget.valueAsNumber)}
              />
              <button
                type="button"
                class="plain"
                aria-label="One seat more"
                disabled={seats >= most}
                onClick={() => setSeats(seats + 1)}
              >
                +
              </button>
            </div>
            <output for="seats">{money(show.price * seats, show.currency)}</output>
          </div>
          {signedIn ? (
            <button type="submit" aria-disabled={isBooking}>
              {isBooking ? "Booking …" : `Book ${seatsText(seats)}`}
            </button>
          ) : (
            <SignInButton returnTo={`/shows/${show.showId}?seats=${seats}`} label="Sign in to book" />
          )}
        </>
      )}
    </form>
  );
};

/** What became of the seats, for whoever wanted them. */
const textOf = ({ kind, type, seatsLeft, text }: Failure): string => {
  if (type === "sold-out" && seatsLeft === 0) return "Somebody was faster: the last seats have just gone.";
  if (type === "sold-out" && seatsLeft !== undefined)
    return `Somebody was faster: only ${seatsText(seatsLeft)} ${seatsLeft === 1 ? "is" : "are"} left.`;
  if (type === "show-begun") return "The show has begun: it can no longer be booked.";
  if (kind === "missing") return "The show is no longer on.";
  if (kind === "offline" || kind === "away") return `${text} Nothing is booked twice: you may try again.`;
  return text;
};
