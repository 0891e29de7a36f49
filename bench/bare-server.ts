import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A bare `node:http` server in a process of its own: what a rate on this machine is compared with. */
export const withBareServer = async <Result>(measure: (url: string) => Promise<Result>): Promise<Result> => {
  const server = fork(join(__dirname, "bare-server.cjs"), { execArgv: [] });
  try {
    const [port] = await once(server, "message");
    return await measure(`http://127.0.0.1:${port}/`);
  } finally {
    server.disconnect();
  }
};
