import * as z from "zod";
import { notEmulated } from "../../../wire/operations/not-emulated";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { keepPassword } from "../password";
import { checkSecretHash, clientOf, endSession, sessionOf, signedIn } from "../sign-in";
import { type CognitoParts, namedPool, requireUser, userKey } from "./cognito-operation";

const Input = z.object({
  UserPoolId: z.string().min(1),
  ClientId: z.string().min(1),
  ChallengeName: z.string(),
  ChallengeResponses: z.record(z.string(), z.string()).default({}),
  Session: z.string().default(""),
});

/** Chooses a password in the place of a temporary one, and is signed in. */
// fidelity: docs: AdminRespondToAuthChallenge, NEW_PASSWORD_REQUIRED
export const adminRespondToAuthChallenge = operation(
  "AdminRespondToAuthChallenge",
  Input,
  { action: "cognito-idp:AdminRespondToAuthChallenge", on: namedPool },
  (services: CognitoParts) =>
    async ({ ClientId, ChallengeName, ChallengeResponses, Session }, { id: pool }) => {
      const { pools } = services;
      if (ChallengeName !== "NEW_PASSWORD_REQUIRED") {
        throw notEmulated("cognito-idp", "AdminRespondToAuthChallenge", `the challenge ${ChallengeName}`);
      }
      const { USERNAME: username = "", NEW_PASSWORD: password, SECRET_HASH: hash, ...others } = ChallengeResponses;
      const [attribute] = Object.keys(others);
      if (attribute !== undefined) throw notEmulated("cognito-idp", "AdminRespondToAuthChallenge", attribute);
      const client = clientOf(pools, pool, ClientId);
      checkSecretHash(client, username, hash);
      const session = sessionOf(pools, client, "newPassword", Session);
      if (session?.user !== username) {
        throw new ServiceError("NotAuthorizedException", "Invalid session for the user.");
      }
      if (!password) throw new ServiceError("InvalidParameterException", "Missing required parameter NEW_PASSWORD");
      const { temporary: _, ...user } = requireUser(services, pool, username);
      const changed = { ...user, password: keepPassword(password) };
      await pools.users.put(userKey(pool, username), changed);
      await endSession(pools, Session);
      return signedIn(pools, { client, user: changed });
    },
);
