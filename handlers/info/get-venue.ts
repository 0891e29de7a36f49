import type { APIGatewayProxyResult } from "aws-lambda";
import { Problem } from "serverless-tiers/runtime/problem";
import { json } from "serverless-tiers/runtime/rest";
import type { VenueStore } from "./venue-store";

/** Gives the page of a venue. */
export const getVenue =
  ({ venues }: { venues: Pick<VenueStore, "find"> }) =>
  /** @param venueId `undefined` for what is no id of a venue. */
  async (venueId: string | undefined): Promise<APIGatewayProxyResult> => {
    const venue = venueId === undefined ? undefined : await venues.find(venueId);
    if (venue === undefined) throw new Problem(404, "There is no such venue.");
    return json(200, venue);
  };
