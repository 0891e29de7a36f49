import { log } from "serverless-tiers/runtime/log";
import { queryOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { ShowsQuery } from "../../contracts/shows";
import { listShows } from "../shows/list-shows";
import { shows } from "./cached-shows";

const list = listShows({ shows, now: () => new Date() });

export const handler = rest((event) => list(queryOf(event, ShowsQuery)), log);
