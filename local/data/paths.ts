import { join } from "node:path";

/** What lies where in the folder of the local cloud's data, `.local/` by default. */
export const dataPaths = (folder: string) =>
  ({
    folder,
    /** Outputs of the stack. There while, and only while, the stack is ready. */
    outputs: join(folder, "outputs.json"),
    /** Environment for SDKs, the AWS CLI and psql. */
    environment: join(folder, "env"),
    /** Where Pulumi's own engine keeps its state, and what it needs to find it and the local cloud. */
    pulumi: join(folder, "pulumi"),
    pulumiEnvironment: join(folder, "pulumi.env"),
    logs: join(folder, "logs"),
  }) as const;
