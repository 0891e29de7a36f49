import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type RunningCloud, startCloud } from "../local/cloud";
import { jsonCall } from "../tests/local/wire/signed-call";
import { newDataFolder } from "../tests/support/local-stack";
import { type Benchmark, count } from "./report";

const CONNECTIONS = 8;
const SECONDS = 8;
const USER = { Username: "ada", Password: "correct horse 1 Battery!" };

/** `GET` with a user's token: Cognito's key, the function, the table and back, on a stack deployed for it. */
export const authorizedRead: Benchmark = async () => {
  const folder = newDataFolder();
  const log = { info() {}, warn() {}, output() {} };
  const running = await startCloud({ root: join(__dirname, "authorized-read"), folder, port: 0, log });
  try {
    const url = `${running.outputs.outputs.url}/item`;
    const token = await signIn(running);
    await load(url, token, 2);
    const { requests, p99 } = await load(url, token, SECONDS);
    return {
      title: "Reading with a user's token",
      about: `\`GET\` authorized by Cognito, Lambda proxy, DynamoDB \`GetItem\` by the SDK; ${CONNECTIONS} connections for ${SECONDS} s from a process of its own.`,
      columns: ["requests/s", "p99"],
      rows: [[count(requests), `${p99} ms`]],
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

const load = async (url: string, token: string, seconds: number): Promise<{ requests: number; p99: number }> => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    require.resolve("autocannon/autocannon.js"),
    ...["--json", "--connections", String(CONNECTIONS), "--duration", String(seconds)],
    ...["--headers", `Authorization=${token}`],
    url,
  ]);
  const run = JSON.parse(stdout);
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${url}: ${run.non2xx + run.errors} requests failed`);
  return { requests: run["2xx"] / run.duration, p99: run.latency.p99 };
};
