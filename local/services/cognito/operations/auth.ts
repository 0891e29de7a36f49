import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ADMIN_FLOWS, answerChallenge, beginAuth, PUBLIC_FLOWS } from "../auth-flows";
import { clientOf } from "../sign-in";
import { type CognitoParts, onPool, THROUGH_CLIENT } from "./cognito-operation";

const texts = z.record(z.string(), z.string());
const client = {
  ClientId: z.string().min(1).max(128),
  /** Told to triggers alone. */ ClientMetadata: texts.optional(),
};
const begins = { ...client, AuthFlow: z.string(), AuthParameters: texts.default({}) };
const answers = {
  ...client,
  ChallengeName: z.string(),
  ChallengeResponses: texts.default({}),
  Session: z.string().default(""),
};
const UserPoolId = z.string().min(1);

export const initiateAuth = operation(
  "InitiateAuth",
  z.object(begins),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    (input, target) =>
      beginAuth(PUBLIC_FLOWS, { pools, ...target, operation: "InitiateAuth" }, input),
);

export const respondToAuthChallenge = operation(
  "RespondToAuthChallenge",
  z.object(answers),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    (input, target) =>
      answerChallenge({ pools, ...target, operation: "RespondToAuthChallenge" }, input),
);

export const adminInitiateAuth = operation(
  "AdminInitiateAuth",
  z.object({ ...begins, UserPoolId }),
  onPool("AdminInitiateAuth"),
  ({ pools }: CognitoParts) =>
    (input, pool) => {
      const call = { pools, pool, client: clientOf(pools, input.ClientId, pool.id), operation: "AdminInitiateAuth" };
      return beginAuth(ADMIN_FLOWS, call, input);
    },
);

export const adminRespondToAuthChallenge = operation(
  "AdminRespondToAuthChallenge",
  z.object({ ...answers, UserPoolId }),
  onPool("AdminRespondToAuthChallenge"),
  ({ pools }: CognitoParts) =>
    (input, pool) => {
      const operation = "AdminRespondToAuthChallenge";
      return answerChallenge({ pools, pool, client: clientOf(pools, input.ClientId, pool.id), operation }, input);
    },
);
