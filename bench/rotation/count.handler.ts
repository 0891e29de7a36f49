import { randomUUID } from "node:crypto";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { connectOnDemand } from "serverless-tiers/runtime/database";
import * as env from "serverless-tiers/runtime/env";
import { json } from "serverless-tiers/runtime/rest";

const process = randomUUID();
let reads = 0;
const { send } = SecretsManagerClient.prototype;
SecretsManagerClient.prototype.send = function (this: SecretsManagerClient, ...args: Parameters<typeof send>) {
  reads++;
  return send.apply(this, args);
} as typeof send;

const venues = connectOnDemand(env.database("venues"), { connectTimeoutMs: 5_000 });

/** Says how many calls of Secrets Manager its process has made. */
export const handler = async () => {
  await venues.query({ name: "count", text: "SELECT count(*) FROM venues", values: [] });
  return json(200, { process, reads });
};
