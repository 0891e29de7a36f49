import { pathToFileURL } from "node:url";

/**
 * Of the secrets in the state of stacks that are deployed on the local cloud. It protects nothing that `.local` does
 * not hold in the open, so it is the same everywhere.
 */
const PASSPHRASE = "local";

export interface ProviderPorts {
  readonly aws: number;
  readonly awsx: number;
}

/** What makes `pulumi` deploy into the local cloud, without credentials and without internet. */
export const pulumiEnvironment = (backend: string, { aws, awsx }: ProviderPorts): Readonly<Record<string, string>> => ({
  PULUMI_BACKEND_URL: pathToFileURL(backend).href,
  PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
  PULUMI_DEBUG_PROVIDERS: `aws:${aws},awsx:${awsx}`,
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  PULUMI_SKIP_UPDATE_CHECK: "true",
});
