// `npm run plan -- <stack>`: what a stack is, without credentials.
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { Steps } from "../terminal/steps";
import { plan } from "./plan";
import { render } from "./render";

// Beside the summary, which may go into a file.
const steps = new Steps((line) => void process.stderr.write(`${line}\n`));

const main = async (): Promise<void> => {
  const { words, values } = take(COMMANDS.plan, process.argv.slice(2));
  const [stack = ""] = words;
  const { json, against } = values;
  const made = await steps.during(`evaluating ${stack}`, () => plan({ root: process.cwd(), stack, against }));
  process.stdout.write(`${json ? JSON.stringify(made, undefined, 2) : render(made)}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
