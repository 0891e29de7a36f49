import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../cloud/clock";
import { createCloud } from "../../cloud/create-cloud";
import type { Log } from "../../cloud/log";
import { startServices } from "../../cloud/start-services";
import { Teardown } from "../../cloud/teardown";
import { Processes } from "../../lifecycle/processes";
import { lastCode } from "../../services/cognito/mail/codes";
import { SILENT } from "../../terminal/steps";
import { startEndpoint } from "../../wire/transport/endpoint";
import { PLACE } from "../sandbox";
import { NotRunnable } from "./not-runnable";
import { Sdk, signingName } from "./sdk";

/** An account that the cases of services are run in. */
export interface Account {
  readonly sdk: Sdk;
  readonly id: string;
  /** Why the cases of a service cannot be run in it; `undefined` when they can. */
  absence(service: string): string | undefined;
  /** The code that was last sent to a user of a pool. @throws {NotRunnable} where codes cannot be read */
  sentCode(pool: string, username: string): string;
  close(): Promise<void>;
}

const SILENCE: Log = { info: () => {}, warn: () => {}, output: () => {} };

/** A local cloud in this process, with an endpoint of its own and nothing in it. */
export const startLocalAccount = async (log: Log = SILENCE): Promise<Account> => {
  const teardown = new Teardown(log);
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  teardown.add("folder", () => rmSync(folder, { recursive: true, force: true }));
  const lifecycle = new Processes();
  teardown.add("processes", () => lifecycle.close());
  const cloud = createCloud({ ...PLACE, folder, log, lifecycle, clock: systemClock, endpoint: () => endpoint.url });
  teardown.add("storage", () => cloud.storage.close());
  const { access, clock, directory } = cloud;
  const endpoint = await startEndpoint({ port: 0, access, clock, log, service: directory.service });
  teardown.add("endpoint", () => endpoint.close());
  try {
    await startServices(directory, teardown, SILENT);
  } catch (error) {
    await teardown.run();
    throw error;
  }
  const connection = { region: PLACE.region, endpoint: endpoint.url, credentials: access.administrator };
  return {
    sdk: new Sdk(connection),
    id: PLACE.account,
    absence(service) {
      const name = signingName(service) ?? service;
      return directory.service(name)?.handle ? undefined : `the local cloud does not answer the API of ${name}`;
    },
    sentCode(pool, username) {
      const code = lastCode(directory["cognito-idp"].pools, pool, username);
      if (code === undefined) throw new NotRunnable(`no code was sent to ${username}`);
      return code;
    },
    close: () => teardown.run(),
  };
};

/** An account behind an endpoint that runs already; without one, that of AWS which the environment's credentials are for. */
export const openAccount = async (endpoint: string | undefined): Promise<Account> => {
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (!region) throw new Error("AWS_REGION is not set: the calls of the cases go to a region");
  const sdk = new Sdk({ region, ...(endpoint ? { endpoint } : {}) });
  const { output, error } = await sdk.call("sts", "GetCallerIdentity", {});
  if (error) throw new Error(`who calls cannot be told: ${error.code}: ${error.message}`);
  return {
    sdk,
    id: String(output?.Account),
    absence: (service) => (signingName(service) ? undefined : `the case runner has no client of ${service}`),
    sentCode() {
      throw new NotRunnable("codes that AWS sends cannot be read");
    },
    close: async () => {},
  };
};
