import { createAccess } from "../access/create-access";
import { Storage } from "../data/storage";
import { LOCAL_ACCOUNT } from "../engine/program/project";
import { CATALOGUE } from "../services/catalogue";
import { createDirectory, type Makers } from "../services/create-directory";
import type { HttpsNames } from "../services/directory";
import { systemClock } from "./clock";
import type { Cloud } from "./cloud";
import { createHosts } from "./hosts";

export interface CloudParts
  extends Pick<Cloud, "folder" | "log">,
    Partial<Pick<Cloud, "account" | "accountThrottle" | "clock" | "lifecycle" | "partition" | "region">> {
  /** Base URL of the AWS endpoint, asked once it runs. @default a port that nothing listens on */
  readonly endpoint?: () => string;
  /** @default nobody answers on port 443 */
  readonly https?: HttpsNames;
  readonly hosts?: Cloud["directory"]["hosts"];
  /** In the place of services of the catalogue. */
  readonly services?: Partial<Makers>;
}

/**
 * The one way to make a local cloud: for the start, for conformance cases and for tests alike. Nothing runs yet; its
 * services are made as they are asked for. Whoever makes it closes its `storage`.
 */
export const createCloud = (parts: CloudParts): Cloud => {
  const {
    account = LOCAL_ACCOUNT,
    partition = "aws",
    region = "eu-west-1",
    clock = systemClock,
    accountThrottle,
  } = parts;
  const { folder, log, lifecycle = NO_PROCESSES, hosts = createHosts(), https = NO_HTTPS } = parts;
  const storage = Storage.open(folder);
  const directory = createDirectory({ hosts, https }, { ...CATALOGUE, ...parts.services }, () => cloud);
  const roles = { find: (name: string) => directory.iam.roles.find(name) };
  const access = createAccess({ account, partition, storage, roles, log });
  const cloud: Cloud = {
    account,
    accountThrottle,
    partition,
    region,
    folder,
    clock,
    storage,
    log,
    access,
    lifecycle,
    directory,
    get endpoint() {
      return parts.endpoint?.() ?? "http://127.0.0.1:1";
    },
  };
  return cloud;
};

const NO_PROCESSES: Cloud["lifecycle"] = {
  spawn() {
    throw new Error("this cloud starts no processes");
  },
  port: async (preferred) => preferred,
};

const NO_HTTPS: HttpsNames = { serve: () => {}, withdraw: () => {}, find: () => undefined, namesOf: () => [] };
