// `tiers plan <stack>`: what a stack is, without credentials.
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { printPlan } from "./print-plan";
import { render } from "./render";

const { words, values } = take(COMMANDS.plan, process.argv.slice(2));
const [stack = ""] = words;
const { json, against, reads } = values;
void printPlan({ stack, against, reads }, (made) => (json ? JSON.stringify(made, undefined, 2) : render(made)));
