import type { APIGatewayProxyResult } from "aws-lambda";
import { cursorOf, positionOf } from "serverless-tiers/runtime/cursor";
import { Problem } from "serverless-tiers/runtime/problem";
import { json } from "serverless-tiers/runtime/rest";
import * as z from "zod/mini";
import { Moment, ShowId, type ShowsQuery } from "../../contracts/shows";
import type { ShowRange, ShowReader } from "./show-store";

/** The end of the range goes along, since a range that the client leaves open depends on the time. */
const Position = z.strictObject({ to: Moment, startsAt: Moment, showId: z.optional(ShowId) });

type Asked = ShowsQuery & Pick<ShowRange, "organiser">;

/** Lists shows in the order in which they start, a page at a time. */
export const listShows =
  (parts: { shows: Pick<ShowReader, "list">; now: () => Date }) =>
  async (asked: ShowsQuery): Promise<APIGatewayProxyResult> =>
    json(200, await showsPage(parts)(asked));

/** A page of shows, and the cursor of the next one. */
export const showsPage =
  <S>({ shows, now }: { shows: Pick<ShowReader<S>, "list">; now: () => Date }) =>
  async ({ limit, cursor, city, organiser, ...asked }: Asked) => {
    const question = [city, asked.from, asked.to, organiser];
    const after = cursor === undefined ? undefined : positionOf(cursor, Position, question);
    const from = after?.startsAt ?? asked.from ?? now().toISOString();
    const to = asked.to ?? after?.to ?? twoYearsAfter(from, now().toISOString());
    if (from > to) throw new Problem(400, `from: must not be after to (${to}).`);
    const page = await shows.list({ city, organiser, from, to }, limit, after?.showId);
    const { startsAt, showId } = page.next ?? {};
    return { shows: page.shows, cursor: page.next && cursorOf({ to, startsAt, showId }, question) };
  };

/** After the later one of both. */
const twoYearsAfter = (...moments: readonly string[]): string => {
  const [latest = ""] = [...moments].sort().reverse();
  const date = new Date(latest);
  date.setUTCFullYear(date.getUTCFullYear() + 2);
  return date.toISOString();
};
