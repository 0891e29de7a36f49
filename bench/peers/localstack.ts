import { join } from "node:path";
import { deployStack } from "./deploy-stack";
import { installPython } from "./install";
import type { Peer } from "./peer";
import { freePorts, startServer } from "./server-process";

const VERSION = "4.9.2";

/** The versions that it was released with where it does not start, or not the same, with later ones. */
const RELEASED_WITH = [
  "cbor2==5.7.0",
  "cryptography==46.0.1",
  "localstack-twisted==24.3.0",
  "moto-ext==5.1.13.post18",
  "plux==1.13.0",
  "pyopenssl==25.3.0",
  "rolo==0.7.6",
  "werkzeug==3.1.3",
];

/** Its server listens on every interface whatever GATEWAY_LISTEN says, so it is held to loopback here. */
const MAIN = `
import functools
from twisted.internet import endpoints
endpoints.TCP4ServerEndpoint = functools.partial(endpoints.TCP4ServerEndpoint, interface="127.0.0.1")
from localstack.runtime.main import main
main()
`;

/** The last line that is free for all, in its host mode. */
export const localStack: Peer = {
  name: `LocalStack ${VERSION}`,
  cannot: { cached: "has no response cache", function: "runs functions in Docker alone" },
  async start(folder) {
    const python = await installPython(folder, [`localstack-core[runtime]==${VERSION}`, ...RELEASED_WITH]);
    const [port] = await freePorts(1);
    const endpoint = `http://127.0.0.1:${port}`;
    const server = await startServer({
      command: python,
      args: ["-c", MAIN],
      folder,
      env: {
        GATEWAY_LISTEN: `127.0.0.1:${port}`,
        FILESYSTEM_ROOT: join(folder, "root"),
        LS_LOG: "error",
        // No name server of its own, no usage reports, no certificate or other file from elsewhere.
        DNS_ADDRESS: "0",
        DISABLE_EVENTS: "1",
        SKIP_SSL_CERT_DOWNLOAD: "1",
      },
      ready: `${endpoint}/_localstack/health`,
    });
    return deployStack(server, endpoint, { withFunction: false });
  },
};
