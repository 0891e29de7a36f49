import type { APIGatewayProxyResult } from "aws-lambda";
import { Problem } from "serverless-tiers/runtime/problem";
import { json } from "serverless-tiers/runtime/rest";
import type { ShowReader } from "./show-store";

/** Gives a show, as it was a moment ago: a booking of the same second may still be missing in `seatsLeft`. */
export const getShow =
  ({ shows }: { shows: Pick<ShowReader<unknown>, "find"> }) =>
  /** @param showId `undefined` for what is no id of a show. */
  async (showId: string | undefined): Promise<APIGatewayProxyResult> => {
    const show = showId === undefined ? undefined : await shows.find(showId);
    if (show === undefined) throw new Problem(404, "There is no such show.");
    return json(200, show);
  };
