import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DynamoDBStreamHandler } from "aws-lambda";
import { openConnections } from "serverless-tiers/runtime/connections";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { traced } from "serverless-tiers/runtime/trace";
import { OrganisedShow } from "../../contracts/organising";
import { dynamoShowReader } from "../shows/show-store.dynamodb";
import { dynamoFollowers } from "./followers.dynamodb";
import { tellBookings } from "./tell-bookings";

const client = traced(new DynamoDBClient());
const tables = { followers: env.table("followers").tableName, connections: env.table("connections").tableName };
const tell = tellBookings({
  shows: dynamoShowReader(client, env.table("shows").tableName, OrganisedShow),
  followers: dynamoFollowers(client, tables),
  connections: openConnections(env.connections("live"), { table: env.table("connections") }),
  log,
});

export const handler: DynamoDBStreamHandler = ({ Records }) => tell(Records);
