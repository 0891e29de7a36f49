import { parsePolicy } from "../../../../local/access/policy-document";
import type { Role } from "../../../../local/access/roles";
import type { Cloud } from "../../../../local/cloud/cloud";
import { createCloud } from "../../../../local/cloud/create-cloud";
import type { ResourceContext } from "../../../../local/engine/resources/resource-type";
import type { Makers } from "../../../../local/services/create-directory";
import { plainSpawn } from "./throw-away";

/** What the engine would tell a behaviour about a resource of that name. */
export const contextOf =
  (type: string) =>
  (name: string): ResourceContext => ({
    urn: `urn:pulumi:local::test::aws:rds/${type}::${name}`,
    name,
    region: "eu-west-1",
    account: "000000000000",
    defaultTags: {},
    autoName: () => `${name}-1234567`,
  });

export interface TestCloud extends Cloud {
  readonly lines: { readonly level: "info" | "warn" | "output"; readonly source: string; readonly line: string }[];
  readonly roles: Map<string, Role>;
  /** Adds a role that every service may assume, with one policy. Returns its ARN. */
  addRole(name: string, statement: object): string;
}

/** A cloud without an engine and an endpoint, whose roles are the test's. */
export const testCloud = (
  folder: string,
  endpoint = "http://127.0.0.1:1",
  services: Partial<Makers> = {},
): TestCloud => {
  const roles = new Map<string, Role>();
  const lines: TestCloud["lines"] = [];
  const note = (level: "info" | "warn" | "output") => (source: string, line: string) =>
    void lines.push({ level, source, line });
  const log = { info: note("info"), warn: note("warn"), output: note("output") };
  const iam = { name: "iam", resources: [], roles: { find: (name: string) => roles.get(name) } };
  const cloud = createCloud({
    folder,
    log,
    endpoint: () => endpoint,
    lifecycle: { ...plainSpawn, port: async () => 0 },
    services: { iam: () => iam, ...services },
  });
  const addRole = (name: string, statement: object) => {
    const trust = { Effect: "Allow", Principal: { Service: "*" }, Action: "sts:AssumeRole" };
    const arn = `arn:aws:iam::${cloud.account}:role/${name}`;
    const policy = (content: object) => parsePolicy({ Version: "2012-10-17", Statement: [content] } as never);
    roles.set(name, { arn, name, uniqueId: "AROAX", trust: policy(trust), policies: [policy(statement)] });
    return arn;
  };
  return Object.assign(cloud, { lines, roles, addRole });
};
