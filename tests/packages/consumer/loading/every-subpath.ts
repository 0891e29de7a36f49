// Every subpath of both packages, as types and as values.
import assert from "node:assert/strict";
import * as tiers from "serverless-tiers";
import { ArgsError, toSeconds } from "serverless-tiers/checks";
import { type OpenRoutes, RULES } from "serverless-tiers/policies";
import { policyPack } from "serverless-tiers/policy-pack";
import { bisect } from "serverless-tiers/runtime/bisect";
import { type Caller, callerOf, withCaller } from "serverless-tiers/runtime/caller";
import { cursorOf } from "serverless-tiers/runtime/cursor";
import { connectOnDemand, type Database } from "serverless-tiers/runtime/database";
import { databaseToken } from "serverless-tiers/runtime/database-token";
import * as env from "serverless-tiers/runtime/env";
import { detailOf, eventEntry } from "serverless-tiers/runtime/events";
import { type Log, log } from "serverless-tiers/runtime/log";
import { type Metrics, metricsOf } from "serverless-tiers/runtime/metrics";
import { Problem } from "serverless-tiers/runtime/problem";
import { bodyOf } from "serverless-tiers/runtime/request";
import { json } from "serverless-tiers/runtime/rest";
import { batchFailures, type Message, parseBatch } from "serverless-tiers/runtime/sqs-batch";
import { traced } from "serverless-tiers/runtime/trace";
import { transact } from "serverless-tiers/runtime/transaction";
import * as local from "serverless-tiers-local";
import { type Registration, startCloud } from "serverless-tiers-local/testing";

export type Types = [
  tiers.QueueArgs,
  OpenRoutes,
  Caller,
  Database,
  Log,
  Metrics,
  Message<string>,
  local.LocalCloud,
  Registration,
];

const functions = [
  policyPack,
  bisect,
  callerOf,
  withCaller,
  connectOnDemand,
  databaseToken,
  detailOf,
  env.database,
  eventEntry,
  json,
  batchFailures,
  parseBatch,
  metricsOf,
  traced,
  bodyOf,
  cursorOf,
  Problem,
  transact,
];
assert.deepEqual(new Set([...functions, startCloud, log.info].map((value) => typeof value)), new Set(["function"]));
assert.equal(toSeconds("notes", "timeout", "2 minutes"), 120);
assert.equal(tiers.ArgsError, ArgsError);
assert.equal(local.startCloud, startCloud);
assert.ok(RULES.length > 0);
