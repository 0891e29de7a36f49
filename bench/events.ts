import { cpSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { eventEntry } from "serverless-tiers/runtime/events";
import { startStack } from "../tests/support/local-stack";
import { Counted } from "./events/contract";
import { type Benchmark, count, median } from "./report";

const ROOT = resolve(__dirname, "..");
const EVENTS = 5_000;
const ENTRIES = 10;
const CONNECTIONS = 8;
const ROUNDS = 3;

/** PutEvents through a bus and a rule to a function, until it has had the last one. */
export const measureEvents: Benchmark = async () => {
  const root = mkdtempSync(join(tmpdir(), "events-"));
  cpSync(join(__dirname, "events"), root, { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  writeFileSync(join(root, "Pulumi.yaml"), "name: events\nmain: program.ts\nruntime: nodejs\n");
  writeFileSync(join(root, "Pulumi.local.yaml"), "config:\n  aws:region: eu-west-1\n");
  const stack = await startStack(join(root, ".local"), root);
  const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = stack.env;
  const client = new EventBridgeClient({
    endpoint: stack.env.AWS_ENDPOINT_URL ?? "",
    region: "eu-west-1",
    credentials: { accessKeyId, secretAccessKey },
  });
  const accepted: number[] = [];
  const delivered: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const file = join(root, `round-${round}`);
      writeFileSync(file, "");
      const start = performance.now();
      await putAll(client, stack.outputs.busName ?? "", file);
      accepted.push(rate(start));
      while (statSync(file).size < EVENTS) await new Promise((resolve) => setTimeout(resolve, 5));
      delivered.push(rate(start));
    }
  } finally {
    client.destroy();
    await stack.stop();
    rmSync(root, { recursive: true, force: true });
  }
  return {
    title: "Events through a bus to a function",
    about: `${count(EVENTS)} events, ${ENTRIES} in a call of PutEvents, ${CONNECTIONS} calls at a time, until the function has had the last one; median of ${ROUNDS} rounds, the first without warm functions.`,
    columns: ["accepted/s", "delivered/s"],
    rows: [[count(median(accepted)), count(median(delivered))]],
  };
};

const rate = (start: number): number => (EVENTS * 1_000) / (performance.now() - start);

const putAll = async (client: EventBridgeClient, bus: string, file: string): Promise<void> => {
  let at = 0;
  const connection = async () => {
    while (at < EVENTS) {
      const Entries = Array.from({ length: ENTRIES }, () => eventEntry(bus, Counted, { file, at: at++ }));
      const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries }));
      if (FailedEntryCount) throw new Error(`${FailedEntryCount} events were refused`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
};
