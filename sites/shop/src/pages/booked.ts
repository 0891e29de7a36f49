import type { Show, Ticket } from "../api";

/** A ticket with its show; `undefined` for a show that is no longer there. */
export interface Booked {
  readonly ticket: Ticket;
  readonly show: Show | undefined;
}

export const titleOf = ({ show }: Booked): string => show?.title ?? "a show that is gone";
