import type { Outcome } from "../../house/outcome";
import { createStore } from "../../house/store";
import { backOffMs } from "./back-off";

/** Seats that were booked a moment ago, or given back. */
export interface Booking {
  readonly type: "booked" | "cancelled";
  readonly showId: string;
  readonly seats: number;
  readonly seatsLeft: number;
  /** ISO 8601. */
  readonly at: string;
}

export type LiveState = "off" | "connecting" | "live" | "waiting";

interface Follower {
  /** Beside shows of one's own, of which everything is told. */
  readonly showId: string | undefined;
  readonly onBookings: (bookings: readonly Booking[]) => void;
  /** The connection is there again: what happened meanwhile was not told. */
  readonly onGap: () => void;
}

/** A connection that held so long was a good one. */
const GOOD_MS = 10_000;
/** Whatever comes, pages are drawn anew a few times a second. */
const GATHER_MS = 200;
/** Of a flood, what one could read. */
const GATHERED = 200;
/** The gateway ends connections that are silent for ten minutes. */
const SIGN_OF_LIFE_MS = 240_000;
const LONGEST = 4_096;

/** Bookings as they come, by one connection for all of the page; there is one as long as anybody follows. */
export class Live {
  readonly state = createStore<LiveState>("off");
  private readonly followers = new Set<Follower>();
  private socket: WebSocket | undefined;
  /** Of one connection, from asking for its ticket on: what belongs to another one is not heeded. */
  private turn = 0;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wasLive = false;
  private gathered: Booking[] = [];
  private gathering: ReturnType<typeof setTimeout> | undefined;

  /** @param ticket What a connection is opened with, good once: a token has no place in an address. */
  constructor(
    private readonly url: string,
    private readonly ticket: () => Promise<Outcome<{ readonly ticket: string }>>,
  ) {
    addEventListener("online", () => this.hurry());
    setInterval(() => this.follows(...this.followers), SIGN_OF_LIFE_MS);
  }

  follow(follower: Follower): () => void {
    this.followers.add(follower);
    if (this.state.get() === "off") void this.connect();
    else this.follows(follower);
    return () => {
      this.followers.delete(follower);
      // The next page may follow too.
      setTimeout(() => this.followers.size === 0 && this.end(), GATHER_MS);
    };
  }

  /** Waits no longer. */
  hurry(): void {
    if (this.state.get() !== "waiting") return;
    clearTimeout(this.timer);
    void this.connect();
  }

  end(): void {
    clearTimeout(this.timer);
    this.turn++;
    this.state.set("off");
    this.wasLive = false;
    this.attempt = 0;
    this.socket?.close();
    this.socket = undefined;
  }

  private async connect(): Promise<void> {
    const turn = ++this.turn;
    this.state.set("connecting");
    const given = await this.ticket();
    if (this.turn !== turn) return;
    if (!given.ok) return this.wait();
    const socket = new WebSocket(`${this.url}?ticket=${encodeURIComponent(given.value.ticket)}`);
    this.socket = socket;
    let isGood: ReturnType<typeof setTimeout> | undefined;
    socket.onopen = () => {
      if (this.turn !== turn) return;
      this.state.set("live");
      isGood = setTimeout(() => {
        this.attempt = 0;
      }, GOOD_MS);
      this.follows(...this.followers);
      if (this.wasLive) for (const { onGap } of this.followers) onGap();
      this.wasLive = true;
    };
    socket.onmessage = ({ data }) => this.turn === turn && this.gather(data);
    // Says nothing more than that it is closed, which follows.
    socket.onclose = () => {
      clearTimeout(isGood);
      if (this.turn === turn) this.wait();
    };
  }

  private wait(): void {
    this.socket = undefined;
    this.state.set("waiting");
    this.timer = setTimeout(() => void this.connect(), backOffMs(this.attempt++));
  }

  private follows(...followers: readonly Follower[]): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    for (const showId of new Set(followers.map((follower) => follower.showId)))
      if (showId !== undefined) this.socket.send(JSON.stringify({ action: "follow", showId }));
  }

  private gather(data: unknown): void {
    const said = saidBy(data);
    // One connection follows so many shows and no more; another one begins with those that are looked at.
    if (said?.type === "refused") this.socket?.close();
    if (!isBooking(said)) return;
    this.gathered.push(said);
    this.gathering ??= setTimeout(() => {
      const bookings = this.gathered;
      this.gathered = [];
      this.gathering = undefined;
      for (const { onBookings } of this.followers) onBookings(bookings);
    }, GATHER_MS);
    // The latest of each show tells how many are left.
    if (this.gathered.length > GATHERED) this.gathered.splice(0, this.gathered.length - GATHERED);
  }
}

type Said = Partial<Record<keyof Booking, unknown>> | undefined;

/** `undefined` for what is no object. */
const saidBy = (data: unknown): Said => {
  if (typeof data !== "string" || data.length > LONGEST) return undefined;
  try {
    return Object(JSON.parse(data));
  } catch {
    return undefined;
  }
};

/** Of whatever else a server may say. */
const isBooking = (said: Said): said is Booking =>
  (said?.type === "booked" || said?.type === "cancelled") &&
  typeof said.showId === "string" &&
  Number.isInteger(said.seats) &&
  Number.isInteger(said.seatsLeft) &&
  typeof said.at === "string" &&
  !Number.isNaN(Date.parse(said.at));
