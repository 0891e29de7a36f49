import { type Case, formatOf, type JsonMap } from "./case-file";
import type { EdgeCase } from "./edge/edge-case";
import { runEdgeCases } from "./edge/run-edge-case";
import { deployLocally } from "./local-target";
import { sendRaw } from "./raw-client";
import { type CaseResult, runCase } from "./run-case";
import { type Account, openAccount, startLocalAccount } from "./services/account";
import { Recorder } from "./services/recorder";
import { runServiceCases, type ServiceCase } from "./services/run-service-case";
import type { Target } from "./target";

/** Where cases are run. */
export interface Places {
  /** Base URL of an API that serves the documents of the gateway's cases. @default a gateway of each case's own */
  readonly url?: string | undefined;
  /** URL of an endpoint for the cases of services; `aws` for AWS itself. @default a local cloud of this run's own */
  readonly endpoint?: string | undefined;
}

/** Runs cases of every format. */
export interface Runner {
  run(cases: readonly JsonMap[]): Promise<readonly CaseResult[]>;
  close(): Promise<void>;
}

export const openRunner = ({ url, endpoint }: Places): Runner => {
  const deploy = url ? async () => remote(new URL(url)) : deployLocally;
  let opened: Promise<{ readonly account: Account; readonly recorder: Recorder }> | undefined;
  const services = () => {
    opened ??= openServices(endpoint);
    return opened;
  };
  return {
    async run(cases) {
      const results: CaseResult[] = [];
      const ofServices = cases.filter((item) => formatOf(item) === "service");
      if (ofServices.length > 0) {
        const { account, recorder } = await services();
        results.push(...(await runServiceCases(ofServices as unknown as ServiceCase[], account, recorder)));
      }
      for (const item of cases) {
        if (formatOf(item) === "gateway") results.push(await runCase(item as unknown as Case, deploy));
      }
      const ofResources = cases.filter((item) => formatOf(item) === "resources");
      if (url === undefined) results.push(...(await runEdgeCases(ofResources as unknown as EdgeCase[])));
      return results;
    },
    async close() {
      const { account, recorder } = (await opened) ?? {};
      recorder?.close();
      await account?.close();
    },
  };
};

const openServices = async (endpoint: string | undefined) => ({
  account:
    endpoint === undefined ? await startLocalAccount() : await openAccount(endpoint === "aws" ? undefined : endpoint),
  recorder: await Recorder.start(),
});

/** A deployed API: requests go there, what lies behind it is out of sight. */
const remote = (base: URL): Target => ({
  send: (request) => sendRaw(base, { ...request, target: base.pathname.replace(/\/$/, "") + request.target }),
  token: () => Promise.reject(new Error("tokens cannot be minted for a deployed API")),
  close: async () => {},
});
