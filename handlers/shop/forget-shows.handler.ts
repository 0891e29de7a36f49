import type { DynamoDBStreamHandler } from "aws-lambda";
import { openCache } from "serverless-tiers/runtime/cache";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { forgetShows } from "../shows/forget-shows";
import { showCache } from "../shows/show-cache";

const forget = forgetShows({ cache: showCache(openCache(env.cache("cache"))), log });

export const handler: DynamoDBStreamHandler = ({ Records }) => forget(Records);
