import * as z from "zod";
import { notEmulated } from "../../../wire/operations/not-emulated";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { isPassword } from "../password";
import { checkSecretHash, clientOf, newPasswordChallenge, sessionOf, signedIn, tokens } from "../sign-in";
import type { ClientRecord } from "../user-pools";
import { type CognitoParts, namedPool, userKey } from "./cognito-operation";

const Input = z.object({
  UserPoolId: z.string().min(1),
  ClientId: z.string().min(1),
  AuthFlow: z.string(),
  AuthParameters: z.record(z.string(), z.string()).default({}),
});

type Parameters = Readonly<Record<string, string>>;

/** Signs a user in, with a password or with a refresh token. */
// fidelity: docs: AdminInitiateAuth, ADMIN_USER_PASSWORD_AUTH and REFRESH_TOKEN_AUTH
export const adminInitiateAuth = operation(
  "AdminInitiateAuth",
  Input,
  { action: "cognito-idp:AdminInitiateAuth", on: namedPool },
  (services: CognitoParts) =>
    ({ ClientId, AuthFlow, AuthParameters }, { id: pool }) => {
      const client = clientOf(services.pools, pool, ClientId);
      switch (AuthFlow) {
        case "ADMIN_USER_PASSWORD_AUTH":
        case "ADMIN_NO_SRP_AUTH":
          requireFlow(client, /^(ALLOW_ADMIN_USER_PASSWORD_AUTH|ADMIN_NO_SRP_AUTH)$/);
          return withPassword(services, client, AuthParameters);
        case "REFRESH_TOKEN_AUTH":
        case "REFRESH_TOKEN":
          requireFlow(client, /^ALLOW_REFRESH_TOKEN_AUTH$/);
          return withRefreshToken(services, client, AuthParameters);
        default:
          throw notEmulated("cognito-idp", "AdminInitiateAuth", `the flow ${AuthFlow}`);
      }
    },
);

const requireFlow = ({ flows }: ClientRecord, name: RegExp): void => {
  if (flows.length === 0 || flows.some((flow) => name.test(flow))) return;
  throw new ServiceError("InvalidParameterException", "Auth flow not enabled for this client");
};

const withPassword = ({ pools }: CognitoParts, client: ClientRecord, parameters: Parameters) => {
  const { USERNAME: username = "", PASSWORD: password = "", SECRET_HASH: hash } = parameters;
  checkSecretHash(client, username, hash);
  const user = pools.users.get(userKey(client.pool, username));
  if (!user || !isPassword(user.password, password)) {
    throw new ServiceError("NotAuthorizedException", "Incorrect username or password.");
  }
  return user.temporary ? newPasswordChallenge(pools, { client, user }) : signedIn(pools, { client, user });
};

// fidelity: docs: Cognito developer guide, "Refresh tokens": the answer has no refresh token of its own
const withRefreshToken = ({ pools }: CognitoParts, client: ClientRecord, parameters: Parameters) => {
  const session = sessionOf(pools, client, "refresh", parameters.REFRESH_TOKEN ?? "");
  const user = session && pools.users.get(userKey(client.pool, session.user));
  if (!user) throw new ServiceError("NotAuthorizedException", "Invalid Refresh Token");
  checkSecretHash(client, user.name, parameters.SECRET_HASH);
  return tokens(pools, { client, user });
};
