import { createHmac } from "node:crypto";
import type { Output } from "../../../wire/operations/operation";
import type { ApiResponse } from "../../../wire/transport/api-request";
import { type AuthCall, answerChallenge, beginAuth, HOSTED_FLOWS } from "../flows/auth-flows";
import { signedIn } from "../tokens/sign-in";
import type { ClientRecord, UserRecord } from "../user-pools";
import { type InBrowser, keepInBrowser } from "./browsers";
import { giveCode } from "./code-grants";
import { shownTokens } from "./endpoints/token-endpoint";
import { redirect, withParameters } from "./exchange";
import type { Grant } from "./records";
import type { Step, Visit } from "./screens/screen";

/** The proof that a client has its secret, which its pages give in its place. */
export const secretHash = ({ id, secret }: ClientRecord, username: string): { readonly SECRET_HASH?: string } =>
  secret === undefined
    ? {}
    : {
        SECRET_HASH: createHmac("sha256", secret)
          .update(username + id)
          .digest("base64"),
      };

/** Takes a step by the flows of InitiateAuth, which end here with a user instead of tokens. */
const step = async (
  { pools, pool, request }: Visit,
  operation: string,
  take: (call: AuthCall) => Promise<Output>,
): Promise<Step> => {
  let found: UserRecord | undefined;
  const finish = async (user: UserRecord) => {
    found = user;
    return {};
  };
  const output = await take({ pools, pool, client: request.client, operation, finish });
  if (found) return { user: found };
  return {
    challenge: String(output.ChallengeName),
    session: String(output.Session),
    asked: output.ChallengeParameters as Output,
  };
};

export const withPassword = (visit: Visit, username: string, password: string): Promise<Step> => {
  const AuthParameters = { USERNAME: username, PASSWORD: password, ...secretHash(visit.request.client, username) };
  return step(visit, "InitiateAuth", (call) =>
    beginAuth(HOSTED_FLOWS, call, { AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
  );
};

export const withAnswer = (
  visit: Visit,
  ChallengeName: string,
  { username, session, answers }: { readonly username: string; readonly session: string; readonly answers: object },
): Promise<Step> => {
  const ChallengeResponses = { USERNAME: username, ...answers, ...secretHash(visit.request.client, username) };
  return step(visit, "RespondToAuthChallenge", (call) =>
    answerChallenge(call, { ChallengeName, ChallengeResponses, Session: session }),
  );
};

/** Who has signed in goes back to the client, and stays signed in in this browser. */
export const welcome = async (visit: Visit, user: UserRecord): Promise<ApiResponse> => {
  const found = { user, authTime: Math.floor(visit.pools.cloud.clock.now() / 1000) };
  return sendBack(visit, found, await keepInBrowser(visit, found));
};

/** Sends who is signed in back to the client, with a code or with tokens. */
// fidelity: docs: "The redirect and authorization endpoint", positive responses
export const sendBack = async (
  { pools, pool, request }: Visit,
  { user, authTime }: InBrowser,
  setCookie?: string,
): Promise<ApiResponse> => {
  const { client, redirectUri, scopes, state, nonce, challenge, responseType } = request;
  const grant: Grant = { scopes, authTime, ...(nonce === undefined ? {} : { nonce }) };
  if (responseType === "code") {
    const bound = challenge === undefined ? {} : { challenge };
    const code = await giveCode(pools, {
      pool: pool.id,
      client: client.id,
      user: user.name,
      sub: user.sub,
      redirectUri,
      grant,
      ...bound,
    });
    return redirect(withParameters(redirectUri, { code, state }), setCookie);
  }
  const tokens = shownTokens(
    await signedIn(pools, { client, user, grant: { ...grant, implicit: true } }, "TokenGeneration_HostedAuth"),
  );
  const parameters = { ...tokens, expires_in: String(tokens.expires_in), state };
  return redirect(withParameters(redirectUri, parameters, "#"), setCookie);
};
