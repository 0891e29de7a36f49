// `npm run plan -- <stack>`: what a stack is, without credentials.
import { commandLine } from "./command-line";
import { plan } from "./plan";
import { render } from "./render";

const main = async (): Promise<void> => {
  const { stack, json, against } = commandLine(process.argv.slice(2));
  const made = await plan({ root: process.cwd(), stack, against });
  process.stdout.write(`${json ? JSON.stringify(made, undefined, 2) : render(made)}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
