import type { Cloud } from "../../cloud/cloud";
import type { Service } from "../service";
import { Caches } from "./caches";
import { replicationGroupType } from "./resources/replication-group";
import { serverlessCacheType } from "./resources/serverless-cache";
import { userType } from "./resources/user";
import { userGroupType } from "./resources/user-group";
import { userGroupAssociationType } from "./resources/user-group-association";
import { installedServer } from "./server/installed-server";
import { Users } from "./users";

/**
 * Caches behind TLS, IAM tokens and the access strings of their users. The keys are in a server of Valkey or Redis where
 * this machine has one, otherwise in one of the local cloud.
 *
 * @param program Path of a server; absent: looked for on PATH. `null`: that of the local cloud.
 */
export const createElastiCacheService = (cloud: Cloud, program?: string | null): Service => {
  const users = new Users(cloud);
  const caches = new Caches(cloud, users, program === undefined ? installedServer() : (program ?? undefined));
  return {
    name: "elasticache",
    resources: [
      serverlessCacheType(caches),
      replicationGroupType(caches),
      userType(users),
      userGroupType(users, caches),
      userGroupAssociationType(users),
    ],
    start: () => caches.start(),
    stop: () => caches.stop(),
  };
};
