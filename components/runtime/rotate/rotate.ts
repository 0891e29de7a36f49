import { randomUUID } from "node:crypto";
import type { InitialRequest } from "../../contracts/rotation";
import type { SecretVersions } from "./secret-versions";

/** What Secrets Manager asks of a rotation function, one step after the other. */
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html (read 2026-11)
export interface RotationEvent {
  readonly Step: "createSecret" | "setSecret" | "testSecret" | "finishSecret";
  readonly SecretId: string;
  readonly ClientRequestToken: string;
}

/** What takes the value of a secret. Each may be asked again for what is done already. */
export interface Rotated {
  /** The value after `current`, of which there is none at first. */
  next(current: string | undefined): Promise<string>;
  /** Makes what takes the value take this one, too. */
  set(value: string): Promise<void>;
  /** Throws where the value is not taken. */
  test(value: string): Promise<void>;
}

/**
 * One step. A rotation that was killed begins again with its first one, so that each looks what is done: a version that
 * has a value keeps it.
 */
export const rotate = async (event: RotationEvent, versions: SecretVersions, rotated: Rotated): Promise<void> => {
  const token = event.ClientRequestToken;
  const labels = (await versions.labels())[token];
  if (labels === undefined) throw new Error(`version ${token} has no label: it is not being rotated`);
  const done = labels.includes("AWSCURRENT");
  if (done && event.Step !== "finishSecret") return;
  if (!done && !labels.includes("AWSPENDING"))
    throw new Error(`version ${token} is not AWSPENDING: it is not being rotated`);
  await step(event.Step, token, versions, rotated);
};

/**
 * All steps at once, for a secret that has no value yet. One that was killed is taken up where it was: Secrets Manager
 * calls the first version of a secret current whatever it is put as, so that only AWSPENDING tells it.
 */
export const firstValue = async (_: InitialRequest, versions: SecretVersions, rotated: Rotated): Promise<void> => {
  const pending = await versions.pending();
  if (pending === undefined && (await versions.current()) !== undefined) return;
  const token = pending ?? randomUUID();
  for (const each of STEPS) await step(each, token, versions, rotated);
};

const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

const step = async (
  name: RotationEvent["Step"],
  token: string,
  versions: SecretVersions,
  rotated: Rotated,
): Promise<void> => {
  const value = await versions.made(token);
  if (name === "createSecret") {
    if (value === undefined) await versions.make(token, await rotated.next(await versions.current()));
    return;
  }
  if (value === undefined) throw new Error(`version ${token} has no value: createSecret has to come before ${name}`);
  if (name === "setSecret") await rotated.set(value);
  if (name === "testSecret") await rotated.test(value);
  if (name === "finishSecret") await versions.promote(token);
};
