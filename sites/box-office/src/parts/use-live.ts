import { useEffect, useRef } from "react";
import type { Booking } from "../live";
import { useServices } from "../services";

/**
 * Follows what is booked as long as the page is there.
 *
 * @param showId Of a show of somebody else; of one's own everything is told.
 * @param onGap What happened meanwhile was not told.
 */
export const useLive = (
  showId: string | undefined,
  onBookings: (bookings: readonly Booking[]) => void,
  onGap: () => void,
): void => {
  const { live } = useServices();
  const latest = useRef({ onBookings, onGap });
  latest.current = { onBookings, onGap };
  useEffect(
    () =>
      live.follow({
        showId,
        onBookings: (bookings) => latest.current.onBookings(bookings),
        onGap: () => latest.current.onGap(),
      }),
    [live, showId],
  );
};
