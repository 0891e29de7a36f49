// Named imports of ES modules, by plain Node.
import assert from "node:assert/strict";
import { AsyncApi, Queue, RestApi } from "serverless-tiers";
import { toSeconds } from "serverless-tiers/checks";
import { RULES } from "serverless-tiers/policies";
import { database } from "serverless-tiers/runtime/env";
import { json } from "serverless-tiers/runtime/rest";
import { startCloud } from "serverless-tiers-local";
import { registered, the } from "serverless-tiers-local/testing";

assert.equal(json(200, {}).statusCode, toSeconds("notes", "timeout", "200 seconds"));
assert.throws(() => database("store"), /This function has no link "store"/);
for (const value of [AsyncApi, RestApi, startCloud]) assert.equal(typeof value, "function");
assert.ok(RULES.length > 0);
const made = await registered(() => new Queue("jobs"));
assert.equal(the(made, "aws:sqs/queue:Queue", "jobs").custom, true);
