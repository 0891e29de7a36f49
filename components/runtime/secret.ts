import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SecretEnvironment } from "./env";

/** The value of a secret, as a use case sees it. */
export interface Secret {
  /** Reads it at the first call, and again only after `use` has found that it was rotated. */
  value(): Promise<string>;
  /**
   * Does something with the value. Where `refused` says of its error that the value is no good any more, it is read
   * again: what is current, and where that is no other one or refused, too, what is about to be (AWSPENDING), for in
   * the middle of a rotation whoever takes the value knows the next one before Secrets Manager calls it current.
   *
   * @throws the error of `action`; the first one where all values were refused.
   */
  use<Result>(action: (value: string) => Promise<Result>, refused: (error: unknown) => boolean): Promise<Result>;
}

/** Reads one version by its label; `undefined` where no version carries it. */
export type ReadSecret = (arn: string, stage: "AWSCURRENT" | "AWSPENDING") => Promise<string | undefined>;

/**
 * A secret that is read once a process and rotation, however many ask for it at a time.
 *
 * @example
 * const stripe = openSecret(env.secret("stripe"));
 * const { apiKey } = JSON.parse(await stripe.value());
 */
export const openSecret = ({ arn }: SecretEnvironment, read: ReadSecret = readStage): Secret => {
  let known: Promise<string> | undefined;

  const current = async (): Promise<string> => {
    const value = await read(arn, "AWSCURRENT");
    if (value === undefined) throw new Error(`The secret ${arn} has no value yet: put one, or let it be rotated.`);
    return value;
  };

  /** The one that is known; of many who ask at once, the first one reads it. */
  const cached = (): Promise<string> => {
    if (known) return known;
    const asked = current();
    known = asked;
    asked.catch(() => forget(asked)); // the next call asks again
    return asked;
  };

  const forget = (asked: Promise<string>) => {
    if (known === asked) known = undefined;
  };

  return {
    value: cached,
    async use(action, refused) {
      const asked = cached();
      const first = await asked;
      const attempt = outcomeOf(action, refused);
      const outcome = await attempt(first);
      if (!outcome.refused) return outcome.result;
      forget(asked); // unless somebody else has found out already
      const second = await cached();
      if (second !== first) {
        const again = await attempt(second);
        if (!again.refused) return again.result;
      }
      // Where none is pending, the rotation has ended between the two calls.
      const third = (await read(arn, "AWSPENDING")) ?? (await current());
      if (third === second) throw outcome.error;
      const last = await attempt(third);
      if (last.refused) throw outcome.error;
      known = Promise.resolve(third);
      return last.result;
    },
  };
};

type Outcome<Result> =
  | { readonly refused: false; readonly result: Result }
  | { readonly refused: true; readonly error: unknown };

const outcomeOf =
  <Result>(action: (value: string) => Promise<Result>, refused: (error: unknown) => boolean) =>
  async (value: string): Promise<Outcome<Result>> => {
    try {
      return { refused: false, result: await action(value) };
    } catch (error) {
      if (!refused(error)) throw error;
      return { refused: true, error };
    }
  };

let client: SecretsManagerClient | undefined;

const readStage: ReadSecret = async (SecretId, VersionStage) => {
  client ??= new SecretsManagerClient({ requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000 } });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId, VersionStage }));
    return SecretString;
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
    // Secrets Manager does not say which one is deleted, or has a key that is disabled.
    if (error instanceof Error) error.message = `The secret ${SecretId} cannot be read: ${error.message}`;
    throw error;
  }
};
