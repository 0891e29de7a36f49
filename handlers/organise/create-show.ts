import { randomUUID } from "node:crypto";
import type { APIGatewayProxyResult } from "aws-lambda";
import { json } from "serverless-tiers/runtime/rest";
import type { NewShow, OrganisedShow } from "../../contracts/organising";
import type { OrganisedShows } from "./organised-shows";

/** What everything costs. */
const CURRENCY = "EUR";

/** Puts a show of whoever asks on sale. */
export const createShow =
  ({ shows }: { shows: Pick<OrganisedShows, "create"> }) =>
  async (organiser: string, asked: NewShow): Promise<APIGatewayProxyResult> => {
    const of = { showId: randomUUID(), organiser, currency: CURRENCY, version: 1 };
    const show: OrganisedShow = { ...asked, ...of, seatsLeft: asked.seats };
    await shows.create(show);
    return json(201, show);
  };
