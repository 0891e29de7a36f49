import type { CATALOGUE, ServiceName } from "./catalogue";
import type { Cloud, Service } from "./service";

/** Each service with what it offers the others. */
export type Services = { readonly [Name in ServiceName]: ReturnType<(typeof CATALOGUE)[Name]> };

/** How services reach one another inside the local cloud: `directory.sqs.queues`. */
export interface Directory extends Services {
  /** By the name in the credential scope or in an API Gateway URI, which callers choose. */
  service(name: string): Service | undefined;
  /** Those that have been asked for so far. */
  made(): readonly Service[];
  /** Where the ports of AWS-shaped host names really are. */
  readonly hosts: Hosts;
  readonly https: HttpsNames;
}

/** How services are made; a test puts others in the place of some. */
export type Makers = { readonly [Name in ServiceName]: (cloud: Cloud) => Services[Name] };

/** A directory whose services are made when they are first asked for. */
export const createDirectory = (
  names: Pick<Directory, "hosts" | "https">,
  makers: Makers,
  cloud: () => Cloud,
): Directory => {
  const made = new Map<string, Service>();
  const service = (name: string): Service | undefined => {
    const known = made.get(name);
    if (known || !Object.hasOwn(makers, name)) return known;
    const service = makers[name as ServiceName](cloud());
    made.set(name, service);
    return service;
  };
  const directory: object = { ...names, service, made: () => [...made.values()] };
  for (const name of Object.keys(makers)) Object.defineProperty(directory, name, { get: () => service(name) });
  return directory as Directory; // with a getter for each maker
};

/** Names of AWS that answer on port 443. */
export interface HttpsNames {
  /** `https://<host>` leads to this plain HTTP port of 127.0.0.1. */
  serve(host: string, httpPort: number): void;
  withdraw(host: string): void;
}

/** `orders.cluster-….rds.amazonaws.com:5432` -> a port of 127.0.0.1. Function processes connect through it. */
export interface Hosts {
  register(host: string, port: number, localPort: number): void;
  unregister(host: string, port: number): void;
  find(host: string, port: number): number | undefined;
  entries(): Readonly<Record<string, number>>;
}
