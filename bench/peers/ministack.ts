import { deployStack } from "./deploy-stack";
import { installPython } from "./install";
import type { Peer } from "./peer";
import { freePorts, startServer } from "./server-process";

const VERSION = "1.5.33";

/** Its functions run in Node processes that it starts itself. */
export const miniStack: Peer = {
  name: `MiniStack ${VERSION}`,
  cannot: { cached: "has no response cache" },
  async start(folder) {
    const python = await installPython(folder, [`ministack==${VERSION}`]);
    const [port] = await freePorts(1);
    const endpoint = `http://127.0.0.1:${port}`;
    const server = await startServer({
      command: python,
      args: ["-m", "ministack"],
      folder,
      env: { BIND_HOST: "127.0.0.1", GATEWAY_PORT: String(port), LOG_LEVEL: "WARNING" },
      ready: `${endpoint}/_ministack/health`,
    });
    return deployStack(server, endpoint, { withFunction: true });
  },
};
