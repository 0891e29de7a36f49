// A local cloud in small, with the file that says it is ready as its argument: starts children that do not want to end,
// tells their process ids, and waits to be killed.
import { Processes } from "../../../local/lifecycle/processes";

const IGNORES = "for (const s of ['SIGINT','SIGTERM','SIGHUP','SIGQUIT']) process.on(s, () => {});";
const LOOP = "for (;;);";
const GRANDCHILD = "require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);";
const IDLE = "setInterval(() => {}, 1e6);";

const [, , marker = ""] = process.argv;
const processes = new Processes(marker);
const run = (script: string, ending?: "kill" | "shutdown") =>
  processes.spawn(process.execPath, ["-e", script], { stdio: ["ignore", "ignore", "ignore"], ending }).pid;

const main = () => {
  const pids = [
    run(IGNORES + IDLE),
    run(IGNORES + LOOP),
    run(GRANDCHILD + IDLE),
    run(IDLE, "shutdown"),
    run(IGNORES + LOOP, "shutdown"),
  ];
  process.stdout.write(`${JSON.stringify(pids)}\n`);
  setInterval(() => {}, 1e6);
};

if (require.main === module) main();
