import { createServer } from "node:net";

/** Hands out free TCP ports of 127.0.0.1, never the same one twice. */
export class Ports {
  private readonly taken = new Set<number>();

  /** `preferred` when it is free, otherwise the next free one above it; 0 asks for any. */
  async find(preferred: number): Promise<number> {
    if (preferred === 0) return this.any();
    for (let port = preferred; port <= 65_535; port++) {
      if (this.taken.has(port)) continue;
      this.taken.add(port);
      if (await isFree(port)) return port;
      this.taken.delete(port);
    }
    throw new Error(`no TCP port of 127.0.0.1 from ${preferred} up is free`);
  }

  private async any(): Promise<number> {
    for (;;) {
      const port = await listenOn(0);
      if (port === undefined) throw new Error("no TCP port of 127.0.0.1 is free");
      if (this.taken.has(port)) continue;
      this.taken.add(port);
      return port;
    }
  }
}

export const isFree = async (port: number): Promise<boolean> => (await listenOn(port)) !== undefined;

/** The port, once it has been listened on and left; `undefined` when something else has it. */
const listenOn = (port: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(undefined);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
