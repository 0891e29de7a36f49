import { renameSync, rmSync, writeFileSync } from "node:fs";
import type { Cloud } from "../cloud/cloud";
import type { dataPaths } from "../data/paths";
import type { RegisteredOutputs } from "../engine/program/registration";
import { shellVariables } from "../terminal/shell-word";

/** What is written of a cloud with its stack. */
interface RunningStack {
  readonly cloud: Pick<Cloud, "access" | "endpoint" | "region">;
  readonly outputs: RegisteredOutputs;
  readonly databases: Readonly<Record<string, string>>;
}

type Paths = ReturnType<typeof dataPaths>;

/** Only the developer may read them: they hold keys. */
const PRIVATE = { mode: 0o600 } as const;

/** What SDKs, the AWS CLI and psql need. */
export const environmentOf = ({ cloud, databases }: Omit<RunningStack, "outputs">): Record<string, string> => ({
  AWS_ENDPOINT_URL: cloud.endpoint,
  AWS_REGION: cloud.region,
  // AWS CLI 1 and boto3 read this one alone.
  AWS_DEFAULT_REGION: cloud.region,
  AWS_ACCESS_KEY_ID: cloud.access.administrator.accessKeyId,
  AWS_SECRET_ACCESS_KEY: cloud.access.administrator.secretAccessKey,
  // What a sign-in to AWS left in the shell goes with other keys.
  AWS_SESSION_TOKEN: "",
  ...Object.fromEntries(Object.entries(databases).map(([name, url]) => [`${variable(name)}_DATABASE_URL`, url])),
});

/** A shell takes no variable that begins with a digit. */
const variable = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "_")
    .replace(/^\d/, "_$&");

/** Writes the environment and then the outputs, whose presence means that the stack is ready. */
export const writeOutputFiles = (paths: Paths, running: RunningStack): void => {
  writeFileSync(paths.environment, shellVariables(environmentOf(running)), PRIVATE);
  const draft = `${paths.outputs}.partial`;
  writeFileSync(draft, `${JSON.stringify(running.outputs.outputs, undefined, 2)}\n`, PRIVATE);
  // Who waits for it never sees half of it.
  renameSync(draft, paths.outputs);
};

/** What runs, or ran, on this data is not, or no longer, ready. */
export const removeOutputs = ({ outputs, pulumiEnvironment }: Paths): void => {
  for (const path of [outputs, pulumiEnvironment]) rmSync(path, { force: true });
};
