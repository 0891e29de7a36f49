import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import type { Connections } from "serverless-tiers/runtime/connections";
import type { Log } from "serverless-tiers/runtime/log";
import { type Change, eachChange } from "serverless-tiers/runtime/stream-batch";
import type { BookingMessage, OrganisedShow } from "../../contracts/organising";
import { StoredTicket } from "../../contracts/tickets";
import type { ShowReader } from "../shows/show-store";
import type { Followers } from "./followers";

/** Connections that are sent to at once: one that is slow holds up no other for long. */
const AT_ONCE = 50;

interface Parts {
  readonly shows: Pick<ShowReader<OrganisedShow>, "find">;
  readonly followers: Pick<Followers, "of" | "forget">;
  readonly connections: Pick<Connections, "send">;
  readonly log: Pick<Log, "error" | "warn">;
}

/**
 * Tells whoever follows a show of what was booked and given back, in one message for all of a kind in the batch. It is
 * news and no record: who is gone, slow or throttled misses it, and what comes twice says the same.
 */
export const tellBookings =
  ({ shows, followers, connections, log }: Parts) =>
  async (records: readonly DynamoDBRecord[]): Promise<DynamoDBBatchResponse> => {
    const news = new Map<string, News>();
    const answer = await eachChange(
      records,
      StoredTicket,
      async (change) => {
        const one = newsOf(change);
        const key = `${one?.type} ${one?.showId}`;
        if (one) news.set(key, { ...one, seats: one.seats + (news.get(key)?.seats ?? 0) });
      },
      log,
    );
    for (const one of news.values()) await tell(one);
    return answer;

    async function tell(one: News): Promise<void> {
      const { showId } = one;
      const show = await shows.find(showId);
      if (show === undefined) return;
      const message: BookingMessage = { ...one, seatsLeft: show.seatsLeft };
      const send = async (connectionId: string): Promise<void> => {
        try {
          if (!(await connections.send(connectionId, message))) await followers.forget(showId, connectionId);
        } catch (error) {
          log.warn("a follower was not told", { showId, connectionId, reason: String(error) });
          // Others wait for it: whoever is that slow has to ask again.
          if (Object(error).name === "TimeoutError") await followers.forget(showId, connectionId);
        }
      };
      const sending = new Set<Promise<void>>();
      for await (const connectionId of followers.of(showId, show.organiser)) {
        const sent = send(connectionId).finally(() => sending.delete(sent));
        sending.add(sent);
        if (sending.size >= AT_ONCE) await Promise.race(sending);
      }
      await Promise.all(sending);
    }
  };

type News = Omit<BookingMessage, "seatsLeft">;

/** None for what the table forgets, which was given back before. */
const newsOf = ({ after }: Change<StoredTicket>): News | undefined => {
  if (after === undefined) return undefined;
  const { showId, seats, bookedAt, cancelledAt } = after;
  return { type: cancelledAt ? "cancelled" : "booked", showId, seats, at: cancelledAt ?? bookedAt };
};
