import { rmSync } from "node:fs";
import { join } from "node:path";
import { startCloud } from "../../local/start/start-cloud";
import { UNLIMITED } from "../unlimited";
import type { Peer } from "./peer";
import { queueMessages } from "./queue-messages";

/** The local cloud, its stack deployed by its own program. */
export const ours: Peer = {
  name: "this project",
  cannot: {},
  async start(folder) {
    rmSync(folder, { recursive: true, force: true });
    const log = { info() {}, warn() {}, output() {} };
    const running = await startCloud({
      root: join(__dirname, "program"),
      folder,
      port: 0,
      log,
      accountThrottle: UNLIMITED,
    });
    const { url, queueUrl } = running.outputs.outputs;
    const client = { endpoint: running.cloud.endpoint, credentials: running.cloud.access.administrator };
    return {
      url: String(url),
      messages: () => queueMessages(client, String(queueUrl)),
      stop: () => running.close(),
    };
  },
};
