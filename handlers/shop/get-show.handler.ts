import { log } from "serverless-tiers/runtime/log";
import { pathOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { ShowId } from "../../contracts/shows";
import { getShow } from "../shows/get-show";
import { shows } from "./cached-shows";

const get = getShow({ shows });

export const handler = rest((event) => get(pathOf(event, "showId", ShowId)), log);
