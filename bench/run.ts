// `npm run bench`: the benchmarks, one after another.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { BENCHMARKS, COMMANDS } from "../commands/commands.cjs";
import { take } from "../local/terminal/command-line.cjs";
import { Steps } from "../local/terminal/steps";
import { acceptOrders } from "./accept-orders";
import { authorizedRead } from "./authorized-read";
import { cachedShows } from "./cached-shows";
import { comparePeers } from "./compare-peers";
import { evaluateProgram } from "./evaluate-program";
import { measureEvents } from "./events";
import { measureGateway } from "./gateway";
import { protectedApi } from "./protected-api";
import { type Benchmark, markdown } from "./report";
import { rotateUnderLoad } from "./rotation";
import { measureServices } from "./services";
import { measureQueue } from "./sqs";
import { timeStart } from "./start-stack";
import { storeOrders } from "./store-orders";
import { measureTables } from "./tables";

const benchmarks: Readonly<Record<(typeof BENCHMARKS)[number], Benchmark>> = {
  "accept-orders": acceptOrders,
  gateway: measureGateway,
  "authorized-read": authorizedRead,
  "cached-shows": cachedShows,
  "protected-api": protectedApi,
  rotation: rotateUnderLoad,
  sqs: measureQueue,
  tables: measureTables,
  "store-orders": storeOrders,
  "start-stack": timeStart,
  "evaluate-program": evaluateProgram,
  services: measureServices,
  events: measureEvents,
  peers: comparePeers,
};

const steps = new Steps(console.error);

const main = async (): Promise<void> => {
  const { words, values } = take(COMMANDS.bench, process.argv.slice(2));
  const asked: readonly string[] = words.length > 0 ? words : BENCHMARKS.filter((name) => name !== "peers");
  const names = BENCHMARKS.filter((name) => asked.includes(name) || (values.peers && name === "peers"));
  const machine = `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim()}.`;
  const command = names.includes("peers") ? "npm run bench -- --peers" : "npm run bench";
  const sections = [`# Benchmarks`, "", `\`${command}\` on ${new Date().toISOString().slice(0, 10)}: ${machine}`, ""];
  console.log(sections.join("\n"));
  for (const name of names) {
    const section = markdown(await steps.during(`measuring ${name}`, benchmarks[name]));
    console.log(section);
    sections.push(section);
  }
  if (values.write) writeFileSync(`${__dirname}/../docs/benchmarks.md`, sections.join("\n"));
};

void main();
