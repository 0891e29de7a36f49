import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { installNode } from "./install";
import { FUNCTION_CODE, type Peer } from "./peer";
import { freePorts, startServer } from "./server-process";

/** The last for Serverless 3: Serverless 4 downloads itself at its first run and wants an account. */
const VERSION = "13.10.1";
const SERVERLESS = "3.40.0";

const PROGRAM = {
  service: "bench",
  provider: { name: "aws", runtime: "nodejs20.x" },
  plugins: ["serverless-offline"],
  functions: { nothing: { handler: "index.handler", events: [{ http: { method: "get", path: "function" } }] } },
};

/** Its functions run in worker threads. */
export const serverlessOffline: Peer = {
  name: `serverless-offline ${VERSION}`,
  cannot: {
    mock: "has no mock integration",
    cached: "has no response cache",
    queue: "has no integration with services",
  },
  async start(folder) {
    await installNode(folder, [`serverless-offline@${VERSION}`, `serverless@${SERVERLESS}`]);
    writeFileSync(join(folder, "serverless.json"), JSON.stringify(PROGRAM));
    writeFileSync(join(folder, "index.js"), FUNCTION_CODE);
    const [port, lambdaPort] = await freePorts(2);
    const url = `http://127.0.0.1:${port}`;
    const ports = ["--httpPort", String(port), "--lambdaPort", String(lambdaPort)];
    const server = await startServer({
      command: process.execPath,
      args: [
        join(folder, "node_modules/serverless/bin/serverless.js"),
        "offline",
        "start",
        "--host",
        "127.0.0.1",
        ...ports,
        "--noPrependStageInUrl",
      ],
      folder,
      env: { SLS_TELEMETRY_DISABLED: "1", SLS_NOTIFICATIONS_MODE: "off" },
      ready: `${url}/function`,
    });
    return { url, messages: async () => [], stop: () => server.stop() };
  },
};
