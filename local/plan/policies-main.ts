// `tiers policies <stack>`: whether a stack holds to the rules of the policy pack, without credentials.
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { printPlan } from "./print-plan";
import { policyLines } from "./render";

const { words, values } = take(COMMANDS.policies, process.argv.slice(2));
const [stack = ""] = words;
void printPlan({ stack, reads: values.reads }, ({ violations }) => policyLines(violations).join("\n")).then((made) => {
  if (made?.violations.some(({ level }) => level === "mandatory")) process.exitCode = 1;
});
