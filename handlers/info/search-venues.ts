import type { APIGatewayProxyResult } from "aws-lambda";
import { cursorOf, positionOf } from "serverless-tiers/runtime/cursor";
import { json } from "serverless-tiers/runtime/rest";
import * as z from "zod/mini";
import { VenueId, type VenuesQuery } from "../../contracts/info";
import type { VenueStore } from "./venue-store";

/** Ranks of PostgreSQL are of single precision; beyond it is none. */
const Position = z.strictObject({ rank: z.number().check(z.minimum(0), z.maximum(1)), venueId: VenueId });

/** Lists the venues of a search, the best first, a page at a time. */
export const searchVenues =
  ({ venues }: { venues: Pick<VenueStore, "search"> }) =>
  async ({ search, limit, cursor }: VenuesQuery): Promise<APIGatewayProxyResult> => {
    const question = [search];
    const after = cursor === undefined ? undefined : positionOf(cursor, Position, question);
    const page = await venues.search(search, limit, after);
    return json(200, { venues: page.venues, cursor: page.next && cursorOf(page.next, question) });
  };
