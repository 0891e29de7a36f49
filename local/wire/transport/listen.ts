import type { AddressInfo, Server } from "node:net";

/** Listens on a port of 127.0.0.1, 0 for any free one; resolves with the port. Rejects when the port is taken. */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port); // a TCP server that listens has one
    });
  });
