import type { APIGatewayProxyResult } from "aws-lambda";
import { Problem } from "serverless-tiers/runtime/problem";
import { json } from "serverless-tiers/runtime/rest";
import type { OrganisedShow, OrganisedShowsQuery } from "../../contracts/organising";
import { showsPage } from "../shows/list-shows";
import type { ShowReader } from "../shows/show-store";

/** Lists shows, everybody's or those of whoever asks, a page at a time. */
export const listOrganisedShows = (parts: { shows: Pick<ShowReader<OrganisedShow>, "list">; now: () => Date }) => {
  const page = showsPage(parts);
  return async (caller: string, { mine, ...asked }: OrganisedShowsQuery): Promise<APIGatewayProxyResult> => {
    if (mine && asked.city !== undefined) throw new Problem(400, "city: must be absent beside mine.");
    const { shows: items, cursor: next } = await page({ ...asked, organiser: mine && caller });
    return json(200, { items, next });
  };
};
