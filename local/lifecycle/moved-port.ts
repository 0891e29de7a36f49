import type { Log } from "../cloud/log";

/** Says where something answers whose port was taken: clients may know the other one by heart. */
export const noteMoved = (log: Pick<Log, "info">, what: string, wanted: number | undefined, port: number): void => {
  if (wanted && wanted !== port) log.info("ports", `port ${wanted} is taken: ${what} is on ${port}`);
};
