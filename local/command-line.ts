import { parseArgs } from "node:util";
import { SetupError } from "./setup-error";

export interface CommandLine {
  readonly stack: string;
  readonly port: number | undefined;
  readonly data: string | undefined;
}

export const USAGE = `npm start -- [--stack local] [--port 4566] [--data .local]
  --stack   the stack to run, Pulumi.<stack>.yaml (local)
  --port    port of the AWS endpoint; 0 takes any (4566, or the next free one)
  --data    folder of all data (.local)`;

/** @throws SetupError with the usage when there is something that it does not know. */
export const commandLine = (args: readonly string[]): CommandLine => {
  const { stack = "local", port, data } = parsed(args);
  if (port !== undefined && !(/^\d+$/.test(port) && Number(port) <= 65_535)) {
    throw new SetupError(`--port must be a number from 0 to 65535 (it is ${port})`);
  }
  return { stack, port: port === undefined ? undefined : Number(port), data };
};

const parsed = (args: readonly string[]): { stack?: string; port?: string; data?: string } => {
  const text = { type: "string" } as const;
  try {
    return parseArgs({ args: [...args], options: { stack: text, port: text, data: text } }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
};
