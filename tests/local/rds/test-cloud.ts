import { createAccess } from "../../../local/access/create-access";
import { parsePolicy } from "../../../local/access/policy-document";
import type { Role } from "../../../local/access/roles";
import { systemClock } from "../../../local/clock";
import { createHosts } from "../../../local/hosts";
import type { Directory } from "../../../local/services/directory";
import type { Cloud, Service } from "../../../local/services/service";
import { Storage } from "../../../local/storage";
import { plainSpawn } from "./throw-away";

export interface TestCloud extends Cloud {
  readonly lines: { readonly level: "info" | "warn" | "output"; readonly source: string; readonly line: string }[];
  readonly roles: Map<string, Role>;
  readonly services: Map<string, Service>;
  /** Adds a role that every service may assume, with one policy. Returns its ARN. */
  addRole(name: string, statement: object): string;
}

/** A cloud without an engine: real access, storage and host names, nothing else. */
export const testCloud = (folder: string, endpoint = "http://127.0.0.1:1"): TestCloud => {
  const account = "000000000000";
  const storage = Storage.open(folder);
  const roles = new Map<string, Role>();
  const services = new Map<string, Service>();
  const lines: TestCloud["lines"] = [];
  const note = (level: "info" | "warn" | "output") => (source: string, line: string) =>
    void lines.push({ level, source, line });
  const log = { info: note("info"), warn: note("warn"), output: note("output") };
  const directory: Directory = {
    service: (name) => services.get(name),
    functions: { invoke: () => Promise.reject(new Error("no functions")) },
    hosts: createHosts(),
    https: { serve: () => undefined, withdraw: () => undefined },
  };
  const addRole = (name: string, statement: object) => {
    const trust = { Effect: "Allow", Principal: { Service: "*" }, Action: "sts:AssumeRole" };
    const arn = `arn:aws:iam::${account}:role/${name}`;
    const policy = (content: object) => parsePolicy({ Version: "2012-10-17", Statement: [content] } as never);
    roles.set(name, { arn, name, uniqueId: "AROAX", trust: policy(trust), policies: [policy(statement)] });
    return arn;
  };
  return {
    ...{ account, region: "eu-west-1", partition: "aws", folder, storage, log, directory, endpoint },
    ...{ lines, roles, services, addRole },
    clock: systemClock,
    access: createAccess({ account, storage, roles: { find: (name) => roles.get(name) }, log }),
    lifecycle: { ...plainSpawn, port: async () => 0 },
  };
};
