import type { Show } from "../../contracts/shows";

/** A show to begin with; when it starts is counted from the day on which the catalogue is made. */
interface Announced extends Pick<Show, "showId" | "title" | "city" | "venueId" | "seats" | "price"> {
  readonly inDays: number;
  /** UTC. */
  readonly at: string;
}

/** Invented, all of it but the cities and the venues: shows, seats, prices. */
const ANNOUNCED: readonly Announced[] = [
  {
    showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b01",
    title: "The Lighthouse Keeper's Daughter",
    city: "Ghent",
    venueId: "vooruit",
    inDays: 30,
    at: "19:30",
    seats: 100,
    price: 2400,
  },
  {
    showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b02",
    title: "Eleven Umbrellas",
    city: "Ghent",
    venueId: "vooruit",
    inDays: 37,
    at: "20:00",
    seats: 12,
    price: 1200,
  },
  {
    showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b03",
    title: "A Winter Without Clocks",
    city: "Kraków",
    venueId: "slowacki-theatre",
    inDays: 45,
    at: "18:00",
    seats: 240,
    price: 1950,
  },
  {
    showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b04",
    title: "Quartet for Three",
    city: "Kraków",
    venueId: "slowacki-theatre",
    inDays: 45,
    at: "21:15",
    seats: 240,
    price: 1450,
  },
  {
    showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b05",
    title: "The Paper Orchestra",
    city: "Porto",
    venueId: "coliseu-do-porto",
    inDays: 60,
    at: "20:30",
    seats: 620,
    price: 3100,
  },
  {
    showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b06",
    title: "Salt, Rope, Lantern",
    city: "Porto",
    venueId: "coliseu-do-porto",
    inDays: 90,
    at: "20:30",
    seats: 620,
    price: 2800,
  },
  {
    showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b07",
    title: "Nobody's Understudy",
    city: "Turku",
    venueId: "turku-concert-hall",
    inDays: 120,
    at: "17:00",
    seats: 100,
    price: 2000,
  },
  {
    showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b08",
    title: "The Long Interval",
    city: "Turku",
    venueId: "turku-concert-hall",
    inDays: 400,
    at: "17:00",
    seats: 100,
    price: 2000,
  },
];

const DAY_MS = 24 * 3600 * 1000;

/** The shows of a new table, all of them still to come and free. */
export const catalogue = (today: Date): Show[] =>
  ANNOUNCED.map(({ inDays, at, ...show }) => {
    const day = new Date(today.getTime() + inDays * DAY_MS).toISOString().slice(0, "2027-03-06".length);
    return { ...show, startsAt: `${day}T${at}:00.000Z`, seatsLeft: show.seats, currency: "EUR", version: 1 };
  });
