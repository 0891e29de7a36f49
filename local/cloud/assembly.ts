import { listenFrom } from "../lifecycle/listen";
import { START_ORDER } from "../services/catalogue";
import { type Endpoint, startEndpoint } from "../wire/transport/endpoint";
import { startHttpsFront } from "../wire/transport/https-front";
import { type Clock, systemClock } from "./clock";
import type { Cloud } from "./cloud";
import { createCloud } from "./create-cloud";
import { createHosts } from "./hosts";
import type { Log } from "./log";
import { SetupError } from "./setup-error";
import type { Teardown } from "./teardown";

export interface AssemblyOptions extends Pick<Cloud, "accountThrottle" | "folder" | "lifecycle" | "region"> {
  /** Port of the AWS endpoint: exactly this one, or 0 for any. Absent: the usual one, or the next free one. */
  readonly port: number | undefined;
  readonly log: Log;
  readonly clock: Clock | undefined;
}

/** Makes a local cloud with all services known to one another. Only the AWS endpoint runs already. */
export const assemble = async (
  { port, clock = systemClock, ...options }: AssemblyOptions,
  teardown: Teardown,
): Promise<Cloud> => {
  const hosts = createHosts();
  const https = await startHttpsFront({ ...options, clock }, hosts);
  teardown.add("https", () => https.close());
  const cloud = createCloud({ ...options, clock, hosts, https, endpoint: () => endpoint.url });
  teardown.add("storage", () => cloud.storage.close());
  const endpoint = await openEndpoint(port, cloud);
  teardown.add("endpoint", () => endpoint.close());
  for (const name of START_ORDER.flat()) {
    if (cloud.directory.service(name)?.handle) https.serve(`${name}.${cloud.region}.amazonaws.com`, endpoint.port);
  }
  return cloud;
};

const AWS_ENDPOINT_PORT = 4566;

const UNUSABLE: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken",
  EACCES: "is for the administrator of this machine alone",
};

const openEndpoint = async (port: number | undefined, cloud: Cloud): Promise<Endpoint> => {
  const { access, clock, log, directory } = cloud;
  const open = (chosen: number) => startEndpoint({ access, clock, log, service: directory.service, port: chosen });
  const place = { what: "the AWS endpoint", wanted: AWS_ENDPOINT_PORT, first: AWS_ENDPOINT_PORT };
  if (port === undefined) return listenFrom(cloud, place, open);
  try {
    return await open(port);
  } catch (error) {
    const reason = UNUSABLE[(error as NodeJS.ErrnoException).code ?? ""];
    if (reason === undefined) throw error;
    throw new SetupError(`port ${port} ${reason}: choose another with --port, or leave it out for the next free one`);
  }
};
