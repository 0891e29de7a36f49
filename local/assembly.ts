import { createAccess } from "./access/create-access";
import { type Clock, systemClock } from "./clock";
import { LOCAL_ACCOUNT } from "./engine/project";
import { createHosts } from "./hosts";
import { noteMoved } from "./lifecycle/moved-port";
import type { Log } from "./log";
import { createServices, type Services } from "./services";
import type { Directory } from "./services/directory";
import { createIamService } from "./services/iam/service";
import type { Cloud, Service } from "./services/service";
import { SetupError } from "./setup-error";
import { Storage } from "./storage";
import type { Teardown } from "./teardown";
import { type Endpoint, startEndpoint } from "./wire/endpoint";
import { startHttpsFront } from "./wire/https-front";

export interface AssemblyOptions extends Pick<Cloud, "accountThrottle" | "folder" | "lifecycle" | "region"> {
  /** Port of the AWS endpoint: exactly this one, or 0 for any. Absent: the usual one, or the next free one. */
  readonly port: number | undefined;
  readonly log: Log;
  readonly clock: Clock | undefined;
}

/** Makes all parts of a local cloud known to one another. Only the AWS endpoint runs already. */
export const assemble = async (
  { port, clock = systemClock, ...options }: AssemblyOptions,
  teardown: Teardown,
): Promise<{ cloud: Cloud; services: Services }> => {
  const storage = Storage.open(options.folder);
  teardown.add("storage", () => storage.close());
  const base = { ...options, storage, account: LOCAL_ACCOUNT, partition: "aws", clock };
  const iam = createIamService(base);
  const access = createAccess({ ...base, roles: iam.roles });
  const byName = new Map<string, Service>();
  const endpoint = await openEndpoint(port, { ...base, access, service: (name) => byName.get(name) });
  teardown.add("endpoint", () => endpoint.close());
  const hosts = createHosts();
  const https = await startHttpsFront(base, hosts);
  teardown.add("https", () => https.close());
  const directory: Directory = {
    service: (name) => byName.get(name),
    get functions() {
      return services.functions;
    },
    ...{ hosts, https },
  };
  const cloud: Cloud = { ...base, access, directory, endpoint: endpoint.url };
  const services = createServices(cloud, iam);
  for (const service of services.groups.flat()) {
    byName.set(service.name, service);
    if (service.handle) https.serve(`${service.name}.${base.region}.amazonaws.com`, endpoint.port);
  }
  return { cloud, services };
};

const AWS_ENDPOINT_PORT = 4566;

const UNUSABLE: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken",
  EACCES: "is for the administrator of this machine alone",
};

const openEndpoint = async (
  port: number | undefined,
  parts: Pick<Cloud, "access" | "clock" | "lifecycle" | "log"> & { service: (name: string) => Service | undefined },
): Promise<Endpoint> => {
  const chosen = port ?? (await parts.lifecycle.port(AWS_ENDPOINT_PORT));
  if (port === undefined) noteMoved(parts.log, "the AWS endpoint", AWS_ENDPOINT_PORT, chosen);
  try {
    return await startEndpoint({ ...parts, port: chosen });
  } catch (error) {
    const reason = UNUSABLE[(error as NodeJS.ErrnoException).code ?? ""];
    if (reason === undefined) throw error;
    throw new SetupError(`port ${chosen} ${reason}: choose another with --port, or leave it out for the next free one`);
  }
};
