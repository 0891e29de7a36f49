import { log } from "serverless-tiers/runtime/log";
import { queryOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { VenuesQuery } from "../../contracts/info";
import { searchVenues } from "./search-venues";
import { linkedVenues } from "./venues";

const search = searchVenues({ venues: linkedVenues() });

export const handler = rest((event) => search(queryOf(event, VenuesQuery)), log);
