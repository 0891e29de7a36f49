import { rmSync } from "node:fs";
import { join } from "node:path";
import { type RunningCloud, startCloud } from "../local/start/start-cloud";
import { jsonCall } from "../tests/local/wire/signatures/signed-call";
import { newDataFolder } from "../tests/support/local-stack";
import { withBareServer } from "./bare-server";
import { CONNECTIONS, load } from "./load";
import { measure, RATE_COLUMNS, ROUNDS, rateCells } from "./measure";
import type { Benchmark } from "./report";
import { UNLIMITED } from "./unlimited";

const SECONDS = 3;
const USER = { Username: "ada", Password: "correct horse 1 Battery!" };

/** `GET` with a user's token: Cognito's key, the function, the table and back, on a stack deployed for it. */
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
    const url = `${running.outputs.outputs.url}/item`;
    const headers = { Authorization: await signIn(running) };
    const rate = await withBareServer((bareUrl) =>
      measure(
        () => load({ url, headers, seconds: SECONDS }),
        () => load({ url: bareUrl, headers, seconds: SECONDS }),
      ),
    );
    return {
      title: "Reading with a user's token",
      about: `\`GET\` authorized by Cognito, Lambda proxy, DynamoDB \`GetItem\` by the SDK; ${CONNECTIONS} connections from a process of its own, median of ${ROUNDS} windows of ${SECONDS} s.`,
      columns: RATE_COLUMNS,
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
  await call("AdminCreateUser", { UserPoolId, Username: USER.Username });
  await call("AdminSetUserPassword", { UserPoolId, ...USER, Permanent: true });
  const { body } = await call("AdminInitiateAuth", {
    UserPoolId,
    ClientId: outputs.clientId,
    AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: USER.Username, PASSWORD: USER.Password },
  });
  return body.AuthenticationResult.IdToken;
};
