import * as z from "zod";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import { type CognitoServices, namedPool, userKey } from "../cognito-services";
import { isPassword } from "../password";
import { mintToken } from "../tokens";

const Input = z.object({
  UserPoolId: z.string().min(1),
  ClientId: z.string().min(1),
  AuthFlow: z.string(),
  AuthParameters: z.record(z.string(), z.string()).default({}),
});

/** Signs a user in with a password and answers an id and an access token. No challenges, no refresh token. */
// fidelity: docs: AdminInitiateAuth, ADMIN_USER_PASSWORD_AUTH
export const adminInitiateAuth = operation(
  "AdminInitiateAuth",
  Input,
  { action: "cognito-idp:AdminInitiateAuth", on: namedPool },
  (services: CognitoServices) =>
    (input, { id: pool }) => {
      const client = services.pools.clients.get(input.ClientId);
      if (client?.pool !== pool) {
        throw new ServiceError("ResourceNotFoundException", `User pool client ${input.ClientId} does not exist.`);
      }
      if (input.AuthFlow !== "ADMIN_USER_PASSWORD_AUTH" && input.AuthFlow !== "ADMIN_NO_SRP_AUTH") {
        throw new ServiceError(
          "NotEmulatedByLocalCloud",
          `the flow ${input.AuthFlow} is not emulated by the local cloud`,
          501,
        );
      }
      if (
        client.flows.length > 0 &&
        !client.flows.some((flow) => /^(ALLOW_ADMIN_USER_PASSWORD_AUTH|ADMIN_NO_SRP_AUTH)$/.test(flow))
      ) {
        throw new ServiceError("InvalidParameterException", "Auth flow not enabled for this client");
      }
      const { USERNAME: username = "", PASSWORD: password = "" } = input.AuthParameters;
      const user = services.pools.users.get(userKey(pool, username));
      if (!user || !isPassword(user.password, password)) {
        throw new ServiceError("NotAuthorizedException", "Incorrect username or password.");
      }
      const token = (use: "id" | "access", expiresInSeconds: number, claims: object) =>
        mintToken(services.pools, {
          pool,
          use,
          client: client.id,
          username,
          expiresInSeconds,
          claims: { sub: user.sub, ...claims },
        });
      return {
        AuthenticationResult: {
          AccessToken: token("access", client.accessTokenSeconds, { scope: "aws.cognito.signin.user.admin" }),
          ExpiresIn: client.accessTokenSeconds,
          IdToken: token("id", client.idTokenSeconds, user.attributes),
          TokenType: "Bearer",
        },
        ChallengeParameters: {},
      };
    },
);
