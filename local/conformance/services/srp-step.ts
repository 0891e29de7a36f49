import { srpClient } from "../../services/cognito/proofs/srp";
import type { JsonMap } from "../case-file";
import type { Answer, Sdk } from "./sdk";

/** Signs in by USER_SRP_AUTH, as the step `srp` asks; the answer is that to PASSWORD_VERIFIER, or the first refusal. */
export const signInBySrp = async (input: JsonMap, sdk: Sdk): Promise<Answer> => {
  const { poolId, clientId: ClientId, username: USERNAME, password } = input;
  const client = srpClient();
  const begun = await sdk.call("cognito", "InitiateAuth", {
    ClientId,
    AuthFlow: "USER_SRP_AUTH",
    AuthParameters: { USERNAME, SRP_A: client.A },
  });
  const asked = begun.output?.ChallengeParameters as Readonly<Record<string, string>> | undefined; // of the API's model
  if (!asked) return begun;
  const { SALT: salt = "", SRP_B: B = "", SECRET_BLOCK: block = "", USER_ID_FOR_SRP: name = "" } = asked;
  const timestamp = srpTime(new Date());
  return sdk.call("cognito", "RespondToAuthChallenge", {
    ClientId,
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeResponses: {
      USERNAME: name,
      PASSWORD_CLAIM_SECRET_BLOCK: block,
      PASSWORD_CLAIM_SIGNATURE: client.sign({ pool: String(poolId), name }, String(password), {
        salt,
        B,
        block,
        timestamp,
      }),
      TIMESTAMP: timestamp,
    },
  });
};

/** `Mon Nov 30 10:00:00 UTC 2026`: the day of the month has no zero before it. */
const srpTime = (time: Date): string => {
  const [day = "", date, month, year, clock] = time.toUTCString().split(" ");
  return `${day.replace(",", "")} ${month} ${Number(date)} ${clock} UTC ${year}`;
};
