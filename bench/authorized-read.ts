import { rmSync } from "node:fs";
import { join } from "node:path";
import { type RunningCloud, startCloud } from "../local/start/start-cloud";
import { jsonCall } from "../tests/local/wire/signatures/signed-call";
import { newDataFolder } from "../tests/support/local-stack";
import { CONNECTIONS, load } from "./load";
import { measure, RATE_COLUMNS, ROUNDS, rateCells } from "./measure";
import type { Benchmark } from "./report";
import { UNLIMITED } from "./unlimited";

const SECONDS = 3;
const USER = { Username: "ada", Password: "Correct-horse-1" };

/** `GET /shows/{showId}` with a user's token: Cognito's key, the function, the table and back, on a stack deployed for it. */
export const authorizedRead: Benchmark = async () => {
  const folder = newDataFolder();
  const log = { info() {}, warn() {}, output() {} };
  const running = await startCloud({
    root: join(__dirname, "authorized-read"),
    folder,
    port: 0,
    log,
    accountThrottle: UNLIMITED,
  });
  try {
    const { url, showId } = running.outputs.outputs;
    const headers = { Authorization: await signIn(running) };
    const nothing = () => load({ url: `${url}/nothing`, headers: {}, seconds: SECONDS });
    await nothing();
    const rate = await measure(() => load({ url: `${url}/shows/${showId}`, headers, seconds: SECONDS }), nothing);
    return {
      title: "Reading with a user's token",
      about: `\`GET /shows/{showId}\` of the mobile backend: authorized by Cognito, Lambda proxy, DynamoDB \`GetItem\` by the SDK, with access log and traces; ${CONNECTIONS} connections from a process of its own, median of ${ROUNDS} windows of ${SECONDS} s in turn with a Lambda proxy that does nothing, on the same stack.`,
      columns: [...RATE_COLUMNS.slice(0, -1), "of the proxy that does nothing"],
      rows: [rateCells(rate)],
    };
  } finally {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const signIn = async ({ cloud, outputs: { outputs } }: RunningCloud): Promise<string> => {
  const client = { endpoint: cloud.endpoint, credentials: cloud.access.administrator };
  const call = (operation: string, input: object) =>
    jsonCall({ client }, "cognito-idp", `AWSCognitoIdentityProviderService.${operation}`, input);
  const UserPoolId = outputs.userPoolId;
  await call("AdminCreateUser", { UserPoolId, Username: USER.Username, MessageAction: "SUPPRESS" });
  await call("AdminSetUserPassword", { UserPoolId, ...USER, Permanent: true });
  const { body } = await call("AdminInitiateAuth", {
    UserPoolId,
    ClientId: outputs.clientId,
    AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: USER.Username, PASSWORD: USER.Password },
  });
  return body.AuthenticationResult.AccessToken;
};
