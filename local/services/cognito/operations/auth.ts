import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { ADMIN_FLOWS, answerChallenge, beginAuth, PUBLIC_FLOWS, refreshed } from "../flows/auth-flows";
import { ClientId, ClientMetadata, ClientSecret, Session, Token, UNWATCHED, UserPoolId } from "../settings/shapes";
import { clientOf } from "../tokens/sign-in";
import { type CognitoParts, onPool, THROUGH_CLIENT } from "./cognito-operation";

const texts = z.record(z.string(), z.string()).default({});
const client = { ClientId, ClientMetadata, AnalyticsMetadata: UNWATCHED.AnalyticsMetadata };

const begins = {
  ...client,
  AuthFlow: z.enum([
    "USER_SRP_AUTH",
    "REFRESH_TOKEN_AUTH",
    "REFRESH_TOKEN",
    "CUSTOM_AUTH",
    "ADMIN_NO_SRP_AUTH",
    "USER_PASSWORD_AUTH",
    "ADMIN_USER_PASSWORD_AUTH",
    "USER_AUTH",
  ]),
  AuthParameters: texts,
  Session: Session.optional(),
};

const answers = {
  ...client,
  ChallengeName: z.enum([
    "SMS_MFA",
    "EMAIL_OTP",
    "SOFTWARE_TOKEN_MFA",
    "SELECT_MFA_TYPE",
    "MFA_SETUP",
    "PASSWORD_VERIFIER",
    "CUSTOM_CHALLENGE",
    "SELECT_CHALLENGE",
    "DEVICE_SRP_AUTH",
    "DEVICE_PASSWORD_VERIFIER",
    "ADMIN_NO_SRP_AUTH",
    "NEW_PASSWORD_REQUIRED",
    "SMS_OTP",
    "PASSWORD",
    "WEB_AUTHN",
    "PASSWORD_SRP",
  ]),
  ChallengeResponses: texts,
  Session: Session.default(""),
};

const { UserContextData } = UNWATCHED;
/** Of a server, which says for whom it asks. */
const server = { UserPoolId, ContextData: UserContextData };

export const initiateAuth = operation(
  "InitiateAuth",
  z.object({ ...begins, UserContextData }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    (input, target) =>
      beginAuth(PUBLIC_FLOWS, { pools, ...target, operation: "InitiateAuth", metadata: input.ClientMetadata }, input),
);

export const respondToAuthChallenge = operation(
  "RespondToAuthChallenge",
  z.object({ ...answers, UserContextData }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    (input, target) => {
      const operation = "RespondToAuthChallenge";
      return answerChallenge({ pools, ...target, operation, metadata: input.ClientMetadata }, input);
    },
);

export const adminInitiateAuth = operation(
  "AdminInitiateAuth",
  z.object({ ...begins, ...server }),
  onPool("AdminInitiateAuth"),
  ({ pools }: CognitoParts) =>
    (input, pool) => {
      const client = clientOf(pools, input.ClientId, pool.id);
      const call = { pools, pool, client, operation: "AdminInitiateAuth", metadata: input.ClientMetadata };
      return beginAuth(ADMIN_FLOWS, call, input);
    },
);

export const adminRespondToAuthChallenge = operation(
  "AdminRespondToAuthChallenge",
  z.object({ ...answers, ...server }),
  onPool("AdminRespondToAuthChallenge"),
  ({ pools }: CognitoParts) =>
    (input, pool) => {
      const client = clientOf(pools, input.ClientId, pool.id);
      const call = { pools, pool, client, operation: "AdminRespondToAuthChallenge", metadata: input.ClientMetadata };
      return answerChallenge(call, input);
    },
);

export const getTokensFromRefreshToken = operation(
  "GetTokensFromRefreshToken",
  z.object({ ClientId, ClientMetadata, ClientSecret: ClientSecret.optional(), RefreshToken: Token }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ RefreshToken, ClientSecret, ClientMetadata }, { client }) => {
      const check = () => {
        // fidelity: guess: the text
        if (client.secret === ClientSecret) return;
        throw new ServiceError("NotAuthorizedException", `Unable to verify secret for client ${client.id}`);
      };
      const { AuthenticationResult } = await refreshed(pools, client, RefreshToken, check, ClientMetadata);
      return { AuthenticationResult };
    },
);
