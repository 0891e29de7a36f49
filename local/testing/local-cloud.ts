import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../cloud/log";
import { environmentOf } from "../start/output-files";
import { startCloud as start } from "../start/start-cloud";

export interface LocalCloudOptions {
  /** Folder of Pulumi.yaml, or several of stacks that share the cloud. @default the working directory */
  readonly root?: string | readonly string[];
  /** As in Pulumi.<stack>.yaml. @default "local" */
  readonly stack?: string;
  /** Folder of all data, which stays. @default a new temporary one, deleted at the end */
  readonly data?: string;
  /** Port of the AWS endpoint: exactly this one, or 0 for any. @default 0 */
  readonly port?: number;
  /** Hears what functions print, what is deployed and what is refused. @default nobody */
  readonly log?: Log;
}

/** A local cloud that runs in this process, with a stack deployed on it. */
export interface LocalCloud {
  /** Where it answers AWS's APIs. */
  readonly endpoint: string;
  /** What any AWS SDK, the AWS CLI and psql need to find it, as environment variables: `AWS_ENDPOINT_URL`, … */
  readonly environment: Readonly<Record<string, string>>;
  /** What the program exports; of several programs, what each exports under the name of its project. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** URLs for psql by logical name of the cluster. */
  readonly databases: Readonly<Record<string, string>>;
  /** Ends everything in order. */
  close(): Promise<void>;
}

/**
 * Deploys the program of a stack on a local cloud, as `tiers start` does. When something fails nothing is left running.
 *
 * @throws Error for a stack that is not there, data that another cloud is at, and the program's own first error.
 * @example
 * const cloud = await startCloud();
 * const answer = await fetch(`${cloud.outputs.url}/greetings/ada`);
 * await cloud.close();
 */
export const startCloud = async (options: LocalCloudOptions = {}): Promise<LocalCloud> => {
  const { root = process.cwd(), stack = "local", data, port = 0, log = SILENT } = options;
  const folder = data ?? mkdtempSync(join(tmpdir(), "serverless-tiers-"));
  const forget = () => {
    if (data === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    const running = await start({ root, stack, folder, port, log });
    return {
      endpoint: running.cloud.endpoint,
      environment: environmentOf(running),
      outputs: running.outputs.outputs,
      databases: running.databases,
      close: () => running.close().finally(forget),
    };
  } catch (error) {
    forget();
    throw error;
  }
};

const SILENT: Log = { info() {}, warn() {}, output() {} };
