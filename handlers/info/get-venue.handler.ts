import { log } from "serverless-tiers/runtime/log";
import { pathOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { VenueId } from "../../contracts/info";
import { getVenue } from "./get-venue";
import { linkedVenues } from "./venues";

const get = getVenue({ venues: linkedVenues() });

export const handler = rest((event) => get(pathOf(event, "venueId", VenueId)), log);
