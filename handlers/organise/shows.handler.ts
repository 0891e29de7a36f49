import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { bodyOf, pathOf, queryOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";
import { ChangedShow, NewShow, OrganisedShow, OrganisedShowsQuery } from "../../contracts/organising";
import { ShowId } from "../../contracts/shows";
import { getShow } from "../shows/get-show";
import { dynamoShowReader } from "../shows/show-store.dynamodb";
import { changeShow } from "./change-show";
import { createShow } from "./create-show";
import { listOrganisedShows } from "./list-shows";
import { dynamoOrganisedShows } from "./organised-shows.dynamodb";

const { tableName } = env.table("shows");
const client = traced(new DynamoDBClient());
const [reader, shows] = [dynamoShowReader(client, tableName, OrganisedShow), dynamoOrganisedShows(client, tableName)];
const list = listOrganisedShows({ shows: reader, now: () => new Date() });
const [get, create, change] = [getShow({ shows: reader }), createShow({ shows }), changeShow({ shows })];

/** All that is below `/shows`, but for posters. */
export const handler = rest((event) => {
  const { httpMethod, pathParameters } = event;
  const caller = callerOf(event).subject;
  if (httpMethod === "POST") return create(caller, bodyOf(event, NewShow));
  if (!pathParameters?.showId) return list(caller, queryOf(event, OrganisedShowsQuery));
  const showId = pathOf(event, "showId", ShowId);
  return httpMethod === "PUT" ? change(caller, showId, bodyOf(event, ChangedShow)) : get(showId);
}, log);
