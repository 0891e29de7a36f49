import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PolicyDocument, Principal, Statement } from "../../../local/access/access";
import { createAccess } from "../../../local/access/create-access";
import type { ResourceContext } from "../../../local/engine/resource-type";
import { createIamService } from "../../../local/services/iam/service";
import { createSecretsManagerService } from "../../../local/services/secretsmanager/service";
import type { Cloud, Service } from "../../../local/services/service";
import { createSqsService } from "../../../local/services/sqs/service";
import { createStsService } from "../../../local/services/sts/service";
import { Storage } from "../../../local/storage";
import { startEndpoint } from "../../../local/wire/endpoint";
import { FakeClock } from "./fake-clock";

export const ACCOUNT = "000000000000";
export const REGION = "eu-west-1";

const notInThisCloud = (): never => {
  throw new Error("this test's cloud has none");
};

interface TestCloudOptions {
  readonly folder?: string;
  /** Services besides those that every test cloud has. */
  readonly services?: readonly ((cloud: Cloud) => Service)[];
}

/** IAM, STS, SQS and Secrets Manager behind a real endpoint, on a clock that the test moves. */
export const startTestCloud = async (options: TestCloudOptions = {}) => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "tiers-cloud-"));
  const storage = Storage.open(folder);
  // Signatures are made with the real time of the SDK.
  const clock = new FakeClock(Date.now());
  const warnings: string[] = [];
  const log = {
    info: () => undefined,
    output: () => undefined,
    warn: (_: string, line: string) => void warnings.push(line),
  };
  const foundation = { account: ACCOUNT, region: REGION, partition: "aws", folder, clock, storage, log };
  const iam = createIamService(foundation);
  const access = createAccess({ account: ACCOUNT, storage, roles: iam.roles, log });
  const services = new Map<string, Service>([["iam", iam]]);
  const endpoint = await startEndpoint({ port: 0, access, clock, log, service: (name) => services.get(name) });
  const cloud: Cloud = {
    ...foundation,
    access,
    endpoint: endpoint.url,
    lifecycle: { spawn: notInThisCloud, port: notInThisCloud },
    directory: {
      service: (name) => services.get(name),
      functions: { invoke: notInThisCloud },
      https: { serve: () => undefined, withdraw: () => undefined },
      hosts: { register: notInThisCloud, unregister: notInThisCloud, find: notInThisCloud, entries: () => ({}) },
    },
  };
  const sqs = createSqsService(cloud);
  const secrets = createSecretsManagerService(cloud);
  const more = (options.services ?? []).map((create) => create(cloud));
  for (const service of [sqs, secrets, createStsService(cloud), ...more]) services.set(service.name, service);

  const resource = (type: string) => {
    const found = [...services.values()].flatMap(({ resources }) => resources).find((each) => each.type === type);
    if (!found) throw new Error(`no resource type ${type}`);
    return found;
  };

  return {
    cloud,
    clock,
    access,
    warnings,
    sqs,
    secrets,
    resource,
    /** What an SDK client needs to reach the endpoint as the administrator. */
    client: { region: REGION, endpoint: endpoint.url, credentials: access.administrator, maxAttempts: 1 },
    /** Makes a role that `service` may assume, with one inline policy. */
    async role(name: string, statements: readonly Statement[], service = "lambda.amazonaws.com"): Promise<string> {
      const trust: PolicyDocument = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
      };
      const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
      const inputs = { name, assumeRolePolicy: JSON.stringify(trust) };
      const { outputs } = await resource("aws:iam/role:Role").create(inputs, resourceContext(name));
      await resource("aws:iam/rolePolicy:RolePolicy").create(
        { role: name, name: "own", policy },
        resourceContext(name),
      );
      return String(outputs.arn);
    },
    principal(roleArn: string, service = "lambda.amazonaws.com"): Principal {
      return access.servicePrincipal(roleArn, service) ?? notInThisCloud();
    },
    /** Ends everything; the data stays when the test chose the folder. */
    async close(): Promise<void> {
      await endpoint.close();
      for (const service of [sqs, ...more]) await service.stop?.();
      await storage.close();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type TestCloud = Awaited<ReturnType<typeof startTestCloud>>;

export const resourceContext = (name: string): ResourceContext => ({
  urn: `urn:pulumi:test::tests::x::${name}`,
  name,
  region: REGION,
  account: ACCOUNT,
  defaultTags: {},
  autoName: () => `${name}-0a1b2c3`,
});
