import { notEmulated } from "../../../wire/operations/not-emulated";
import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import type { ClientRecord } from "../user-pools";
import type { AuthCall, ChallengeAnswer, Parameters } from "./auth-call";
import { byChoice, withChoice, withEmailCode } from "./choice";
import { customAuth, withCustomAnswer } from "./custom";
import { withNewPassword } from "./new-password";
import { withPassword } from "./password";
import { withRefreshToken } from "./refresh";
import { withMfaSetUp, withTotp } from "./second-factor";
import { passwordVerifier, withSrp, withSrpSignature } from "./srp";

export { refreshed } from "./refresh";
export type { AuthCall, ChallengeAnswer };

/** What begins a flow, and what a client has to allow for it. */
interface Flow {
  readonly allowedBy: RegExp;
  /** The session is of who has just confirmed a sign-up. */
  readonly begin: (call: AuthCall, parameters: Parameters, session?: string) => Promise<Output>;
}

const REFRESH: Flow = { allowedBy: /^ALLOW_REFRESH_TOKEN_AUTH$/, begin: withRefreshToken };
const ADMIN_PASSWORD: Flow = {
  allowedBy: /^(ALLOW_ADMIN_USER_PASSWORD_AUTH|ADMIN_NO_SRP_AUTH)$/,
  begin: withPassword,
};

const FLOWS: Readonly<Record<string, Flow>> = {
  REFRESH_TOKEN_AUTH: REFRESH,
  REFRESH_TOKEN: REFRESH,
  USER_SRP_AUTH: { allowedBy: /^ALLOW_USER_SRP_AUTH$/, begin: withSrp },
  CUSTOM_AUTH: { allowedBy: /^(ALLOW_CUSTOM_AUTH|CUSTOM_AUTH_FLOW_ONLY)$/, begin: customAuth(passwordVerifier) },
  USER_AUTH: { allowedBy: /^ALLOW_USER_AUTH$/, begin: byChoice },
};

/** Flows that anybody may begin. fidelity: docs: InitiateAuth, AuthFlow */
export const PUBLIC_FLOWS: typeof FLOWS = {
  ...FLOWS,
  USER_PASSWORD_AUTH: { allowedBy: /^(ALLOW_USER_PASSWORD_AUTH|USER_PASSWORD_AUTH)$/, begin: withPassword },
};

/** The flow of managed login, which each client has. */
export const HOSTED_FLOWS: typeof FLOWS = {
  USER_PASSWORD_AUTH: { allowedBy: /^/, begin: withPassword },
};

/** Flows of a server. fidelity: docs: AdminInitiateAuth, AuthFlow */
export const ADMIN_FLOWS: typeof FLOWS = {
  ...FLOWS,
  ADMIN_USER_PASSWORD_AUTH: ADMIN_PASSWORD,
  ADMIN_NO_SRP_AUTH: ADMIN_PASSWORD,
};

/** @throws {ServiceError} when the client does not allow the flow */
// fidelity: docs: CreateUserPoolClient, ExplicitAuthFlows: the texts as observed
export const beginAuth = (
  flows: typeof FLOWS,
  call: AuthCall,
  input: { readonly AuthFlow: string; readonly AuthParameters: Parameters; readonly Session?: string | undefined },
): Promise<Output> => {
  const { AuthFlow, AuthParameters, Session } = input;
  const flow = flows[AuthFlow];
  // fidelity: observed: InitiateAuth, of a flow of servers
  if (!flow) throw new ServiceError("InvalidParameterException", "Initiate Auth method not supported.");
  if (flow !== HOSTED_FLOWS[AuthFlow] && !allowedFlows(call.client).some((name) => flow.allowedBy.test(name))) {
    const name = AuthFlow.startsWith("ADMIN") || call.operation.startsWith("Admin") ? "Auth flow" : `${AuthFlow} flow`;
    throw new ServiceError("InvalidParameterException", `${name} not enabled for this client`);
  }
  return flow.begin(call, AuthParameters, Session);
};

/** fidelity: docs: CreateUserPoolClient, ExplicitAuthFlows: what a client that names none supports */
const USUAL_FLOWS = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

/** What a client allows. Older names say what it allows besides the usual, and rotation takes away. */
// fidelity: observed: moto's tests of clients of ADMIN_NO_SRP_AUTH, USER_PASSWORD_AUTH; docs: "Refresh token rotation"
const allowedFlows = ({ flows, settings }: ClientRecord): readonly string[] => {
  const older = !flows.some((name) => name.startsWith("ALLOW_")) && !flows.includes("CUSTOM_AUTH_FLOW_ONLY");
  const allowed = older ? [...USUAL_FLOWS, ...flows] : flows;
  const rotates = settings?.RefreshTokenRotation?.Feature === "ENABLED";
  return rotates ? allowed.filter((name) => name !== "ALLOW_REFRESH_TOKEN_AUTH") : allowed;
};

/** Whether a client may come back with refresh tokens: by a flow, or because it rotates them. */
export const mayRefresh = (client: ClientRecord): boolean =>
  client.settings?.RefreshTokenRotation?.Feature === "ENABLED" ||
  allowedFlows(client).includes("ALLOW_REFRESH_TOKEN_AUTH");

const CHALLENGES: Readonly<Record<string, typeof withNewPassword>> = {
  CUSTOM_CHALLENGE: withCustomAnswer,
  EMAIL_OTP: withEmailCode,
  MFA_SETUP: withMfaSetUp,
  NEW_PASSWORD_REQUIRED: withNewPassword,
  PASSWORD: withChoice,
  PASSWORD_SRP: withChoice,
  PASSWORD_VERIFIER: withSrpSignature,
  SELECT_CHALLENGE: withChoice,
  SOFTWARE_TOKEN_MFA: withTotp,
};

/** Goes on with a sign-in. @throws {ServiceError} */
export const answerChallenge = (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const challenge = CHALLENGES[answer.ChallengeName];
  if (!challenge) throw notEmulated("cognito-idp", call.operation, `the challenge ${answer.ChallengeName}`);
  return challenge(call, answer);
};
