import { Steps } from "../terminal/steps";
import { type Plan, type PlanOptions, plan } from "./plan";

// Beside the summary, which may go into a file.
const steps = new Steps((line) => void process.stderr.write(`${line}\n`));

/** For a command: makes a plan of the program in this folder, prints what `text` says of it, or why there is none. */
export const printPlan = async (
  options: Omit<PlanOptions, "root">,
  text: (made: Plan) => string,
): Promise<Plan | undefined> => {
  try {
    const root = process.cwd();
    const made = await steps.during(`evaluating ${options.stack}`, () => plan({ root, ...options }));
    process.stdout.write(`${text(made)}\n`);
    return made;
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
    return undefined;
  }
};
