import type { Cloud } from "../cloud/cloud";
import type { ServiceName } from "./catalogue";
import type { Directory, Services } from "./directory";
import type { Service } from "./service";

/** How services are made; a test puts others in the place of some. */
export type Makers = {
  readonly [Name in ServiceName]: (cloud: Cloud) => Name extends keyof Services ? Services[Name] : Service;
};

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
