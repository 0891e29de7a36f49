import type { Hosts } from "../services/directory";

/** The ports of AWS-shaped host names, `<host>:<port>` to a port of 127.0.0.1. Names are compared without their case. */
export const createHosts = (): Hosts => {
  const ports = new Map<string, number>();
  const key = (host: string, port: number) => `${host.toLowerCase()}:${port}`;
  return {
    register: (host, port, localPort) => void ports.set(key(host, port), localPort),
    unregister: (host, port) => void ports.delete(key(host, port)),
    find: (host, port) => ports.get(key(host, port)),
    entries: () => Object.fromEntries(ports),
  };
};
