import type { Log } from "../cloud/log";
import type { Lifecycle } from "./lifecycle";
import { noteMoved } from "./moved-port";

interface Place {
  /** As the log names it where its port has moved. */
  readonly what: string;
  /** The port it had before, if it had one: clients may know it by heart. */
  readonly wanted: number | undefined;
  /** Where the search begins for one that had none; 0 is any. */
  readonly first: number;
}

/**
 * What `open` makes on the port it had when that is free, otherwise on the next free one above it. A port found free is
 * not held yet: where another process takes it first, the search goes on.
 */
export const listenFrom = async <Server>(
  { lifecycle, log }: { lifecycle: Pick<Lifecycle, "port">; log: Pick<Log, "info"> },
  { what, wanted, first }: Place,
  open: (port: number) => Promise<Server>,
): Promise<Server> => {
  const start = wanted || first;
  for (let from = start; ; ) {
    const port = await lifecycle.port(from);
    try {
      const server = await open(port);
      noteMoved(log, what, wanted, port);
      return server;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      from = start === 0 ? 0 : port + 1;
    }
  }
};
