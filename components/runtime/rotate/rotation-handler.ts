import { setTimeout as sleep } from "node:timers/promises";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type InitialRequest, VALUE_LENGTH } from "../../contracts/rotation";
import { log } from "../log";
import { retry } from "../migrate/retry";
import { firstValue, type Rotated, type RotationEvent, rotate } from "./rotate";
import { SecretVersions } from "./secret-versions";

export const secrets = new SecretsManagerClient({
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000 },
});

export const valueLength = Number(process.env[VALUE_LENGTH]);

/** At a first deployment: new roles, rules and endpoints take a while to be known everywhere, a paused cluster one to resume. */
const PATIENCE = { forMs: 120_000, everyMs: 2_000, now: Date.now, sleep };

/** What Lambda calls, of a secret whose values are taken by `rotated`. */
export const rotationHandler =
  (rotated: Rotated) =>
  async (event: RotationEvent | InitialRequest): Promise<void> => {
    const versions = new SecretVersions(secrets, event.SecretId);
    if (event.Step !== "firstValue") return rotate(event, versions, rotated);
    const waiting = (error: unknown) => log.warn("no first value yet", { reason: String(error) });
    await retry(() => firstValue(event, versions, rotated), PATIENCE, waiting);
  };
