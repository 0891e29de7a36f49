// `npm run bench [-- name …]`: runs the benchmarks one after another and prints their tables. With --write the tables
// also go to docs/benchmarks.md. With --peers, or by its name, also the one that installs other local gateways.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { acceptOrders } from "./accept-orders";
import { authorizedRead } from "./authorized-read";
import { comparePeers } from "./compare-peers";
import { evaluateProgram } from "./evaluate-program";
import { measureGateway } from "./gateway";
import { type Benchmark, markdown } from "./report";
import { measureQueue } from "./sqs";
import { timeStart } from "./start-stack";
import { storeOrders } from "./store-orders";

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  "accept-orders": acceptOrders,
  gateway: measureGateway,
  "authorized-read": authorizedRead,
  sqs: measureQueue,
  "store-orders": storeOrders,
  "start-stack": timeStart,
  "evaluate-program": evaluateProgram,
};

/** Not among all: it installs what the project does not need. */
const PEERS: Readonly<Record<string, Benchmark>> = { peers: comparePeers };

const main = async (): Promise<void> => {
  const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  const all = { ...BENCHMARKS, ...PEERS };
  const unknown = chosen.filter((name) => !(name in all));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(all).join(", ")}.`);
    process.exitCode = 1;
    return;
  }
  const peers = process.argv.includes("--peers") ? Object.keys(PEERS) : [];
  const names = [...(chosen.length > 0 ? chosen : Object.keys(BENCHMARKS)), ...peers];
  const machine = `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim()}.`;
  const command = names.includes("peers") ? "npm run bench -- --peers" : "npm run bench";
  const sections = [`# Benchmarks`, "", `\`${command}\` on ${new Date().toISOString().slice(0, 10)}: ${machine}`, ""];
  console.log(sections.join("\n"));
  for (const [name, benchmark] of Object.entries(all)) {
    if (!names.includes(name)) continue;
    const section = markdown(await benchmark());
    console.log(section);
    sections.push(section);
  }
  if (process.argv.includes("--write")) writeFileSync(`${__dirname}/../docs/benchmarks.md`, sections.join("\n"));
};

void main();
