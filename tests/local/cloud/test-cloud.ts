import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PolicyDocument, Principal, Statement } from "../../../local/access/access";
import { createCloud } from "../../../local/cloud/create-cloud";
import type { ResourceContext } from "../../../local/engine/resources/resource-type";
import type { Lifecycle } from "../../../local/lifecycle/lifecycle";
import { START_ORDER } from "../../../local/services/catalogue";
import type { Makers } from "../../../local/services/create-directory";
import { startEndpoint } from "../../../local/wire/transport/endpoint";
import { FakeClock } from "./fake-clock";

export const ACCOUNT = "000000000000";
export const REGION = "eu-west-1";

const unknownRole = (arn: string): never => {
  throw new Error(`${arn} is unknown, or does not trust the service`);
};

interface TestCloudOptions {
  readonly folder?: string;
  /** In the place of services of the catalogue. */
  readonly services?: Partial<Makers>;
  /** @default no process can be started */
  readonly lifecycle?: Lifecycle;
}

/** A cloud behind a real endpoint, on a clock that the test moves. */
export const startTestCloud = async (options: TestCloudOptions = {}) => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "tiers-cloud-"));
  // Signatures are made with the real time of the SDK.
  const clock = new FakeClock(Date.now());
  const warnings: string[] = [];
  const log = {
    info: () => undefined,
    output: () => undefined,
    warn: (_: string, line: string) => void warnings.push(line),
  };
  const place = { account: ACCOUNT, region: REGION };
  const { services, lifecycle = ANY_PORTS } = options;
  const cloud = createCloud({ ...place, folder, clock, log, services, lifecycle, endpoint: () => endpoint.url });
  const { access, directory } = cloud;
  const endpoint = await startEndpoint({ port: 0, access, clock, log, service: directory.service });

  const resource = (type: string) => {
    for (const name of START_ORDER.flat()) {
      const found = directory.service(name)?.resources.find((each) => each.type === type);
      if (found) return found;
    }
    throw new Error(`no resource type ${type}`);
  };

  return {
    cloud,
    clock,
    access,
    warnings,
    sqs: directory.sqs,
    secrets: directory.secretsmanager,
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
      return access.servicePrincipal(roleArn, service) ?? unknownRole(roleArn);
    },
    /** Ends everything; the data stays when the test chose the folder. */
    async close(): Promise<void> {
      await endpoint.close();
      for (const service of directory.made()) await service.stop?.();
      await cloud.storage.close();
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

/** Tests run beside others: none of them has a port of its own. */
const ANY_PORTS: Lifecycle = {
  spawn() {
    throw new Error("this cloud starts no processes");
  },
  port: async () => 0,
};
