import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "../../../../local/access/access";
import type { Properties } from "../../../../local/engine/resources/resource-type";
import { createElastiCacheService } from "../../../../local/services/elasticache/service";
import type { Service } from "../../../../local/services/service";
import { trustedPath } from "../../../../local/tls/certificates";
import { contextOf, type TestCloud, testCloud } from "../rds/test-cloud";
import { throwAwayFolder } from "../rds/throw-away";

export interface TestCache {
  readonly cloud: TestCloud;
  readonly service: Service;
  readonly host: string;
  readonly arn: string;
  make(type: string, name: string, inputs: Properties): Promise<Properties>;
  /** A user of the cache, in its group. */
  addUser(id: string, accessString: string, mode?: Properties): Promise<string>;
  /** Credentials of a role that may sign in to the cache as these users. */
  mayConnect(...users: readonly string[]): Credentials;
  token(credentials: Credentials, changes?: Readonly<Record<string, string>>, at?: Date): Promise<string>;
  port(port?: number): number;
  /** Where the certificates are that clients trust. */
  authorities(): string;
  stop(): Promise<void>;
}

/** A serverless cache, by the server of the local cloud (`null`) or by one of this machine. */
export const testCache = async (program: string | null, inputs: Properties = {}): Promise<TestCache> => {
  const folder = throwAwayFolder();
  const cloud = testCloud(folder.path);
  const service = createElastiCacheService(cloud, program);
  await service.start?.();
  const make = async (type: string, name: string, given: Properties): Promise<Properties> => {
    const behaviour = service.resources.find((each) => each.type.endsWith(`:${type}`));
    if (!behaviour) throw new Error(type);
    return (await behaviour.create(given, contextOf(type)(name))).outputs;
  };
  await make("UserGroup", "shows", { userGroupId: "shows", engine: "valkey" });
  const made = await make("ServerlessCache", "shows", {
    name: "shows",
    engine: "valkey",
    userGroupId: "shows",
    ...inputs,
  });
  const host = String((made.endpoints as { address: string }[])[0]?.address);
  const userArn = (id: string) => `arn:aws:elasticache:eu-west-1:000000000000:user:${id}`;
  return {
    cloud,
    service,
    host,
    arn: String(made.arn),
    make,
    async addUser(id, accessString, mode = { type: "iam" }) {
      await make("User", id, { userId: id, userName: id, engine: "valkey", accessString, authenticationMode: mode });
      await make("UserGroupAssociation", id, { userGroupId: "shows", userId: id });
      return id;
    },
    mayConnect(...users) {
      const name = `role-${cloud.roles.size}`;
      const Resource = [String(made.arn), ...users.map(userArn)];
      return cloud.access.assumeRole(
        cloud.addRole(name, { Effect: "Allow", Action: "elasticache:Connect", Resource }),
        "s",
      );
    },
    async token(credentials, changes = {}, at = new Date()) {
      const { host: name = "shows", User = "reader", ...rest } = changes;
      const signer = new SignatureV4({ service: "elasticache", region: "eu-west-1", credentials, sha256: Sha256 });
      const request = new HttpRequest({
        protocol: "https:",
        hostname: name,
        path: "/",
        headers: { host: name },
        query: { Action: "connect", User, ResourceType: "ServerlessCache", ...rest },
      });
      const { query } = await signer.presign(request, { expiresIn: 900, signingDate: at });
      return `${name}/?${new URLSearchParams(query as Record<string, string>)}`;
    },
    port: (port = 6379) => cloud.directory.hosts.find(host, port) ?? 0,
    authorities: () => trustedPath(folder.path, Date.now(), false),
    async stop() {
      await service.stop?.();
      await cloud.storage.close();
      folder.remove();
    },
  };
};
