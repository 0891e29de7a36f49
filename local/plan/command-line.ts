import { parseArgs } from "node:util";
import { SetupError } from "../setup-error";

export interface CommandLine {
  readonly stack: string;
  readonly json: boolean;
  readonly against: string | undefined;
}

export const USAGE = `npm run plan -- <stack> [--json] [--against <git ref>]
  <stack>      the stack to summarise, Pulumi.<stack>.yaml
  --json       everything as JSON (with npm run --silent)
  --against    also what changes since that commit, branch or tag`;

/** @throws SetupError with the usage when there is something that it does not know, or no stack. */
export const commandLine = (args: readonly string[]): CommandLine => {
  const { values, positionals } = parsed(args);
  const [stack, more] = positionals;
  if (stack === undefined) throw new SetupError(`which stack?\n${USAGE}`);
  if (more !== undefined) throw new SetupError(`one stack at a time (${positionals.join(", ")})\n${USAGE}`);
  if (!/^[\w.-]+$/.test(stack))
    throw new SetupError(`a stack's name has letters, digits, - and _ only (it is ${stack})`);
  if (values.against === "") throw new SetupError(`--against needs a commit, branch or tag\n${USAGE}`);
  return { stack, json: values.json ?? false, against: values.against };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "boolean" }, against: { type: "string" } },
    });
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
};
