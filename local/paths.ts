import { join } from "node:path";

/** What lies where in the folder of the local cloud's data, `.local/` by default. */
export const dataPaths = (folder: string) =>
  ({
    folder,
    /** Outputs of the stack. There while, and only while, the stack is ready. */
    outputs: join(folder, "outputs.json"),
    /** Environment for SDKs, the AWS CLI and psql. */
    environment: join(folder, "env"),
    logs: join(folder, "logs"),
  }) as const;
