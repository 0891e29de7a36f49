import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import { assemble } from "../../../local/cloud/assembly";
import { systemClock } from "../../../local/cloud/clock";
import { Teardown } from "../../../local/cloud/teardown";
import { Processes } from "../../../local/lifecycle/processes";

/** A local cloud as it is started, with its ports, reached by AWS's SDK as `.local/env` has it. */
export const startRealCloud = async () => {
  const folder = mkdtempSync(join(tmpdir(), "cognito-judges-"));
  const log = { info: () => undefined, output: () => undefined, warn: () => undefined };
  const teardown = new Teardown(log);
  teardown.add("folder", () => rmSync(folder, { recursive: true, force: true }));
  const lifecycle = new Processes();
  teardown.add("processes", () => lifecycle.close());
  const cloud = await assemble({ folder, lifecycle, region: "eu-west-1", port: 0, log, clock: systemClock }, teardown);
  const { endpoint, region, access } = cloud;
  const sdk = new CognitoIdentityProvider({ endpoint, region, credentials: access.administrator });
  return {
    cloud,
    sdk,
    /** Of the message that a pool sent last. */
    lastCode: (pool: string) =>
      cloud.directory["cognito-idp"].pools.mailbox.all().findLast((message) => message.pool === pool)?.code ?? "none",
    close: () => teardown.run(),
  };
};

export type RealCloud = Awaited<ReturnType<typeof startRealCloud>>;
