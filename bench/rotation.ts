import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { DescribeSecretCommand, RotateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Client } from "pg";
import { environmentOf } from "../local/start/output-files";
import { type RunningCloud, startCloud } from "../local/start/start-cloud";
import { newDataFolder } from "../tests/support/local-stack";
import { paced } from "./paced";
import { type Benchmark, count } from "./report";

const RATE = 500;
const SECONDS = 20;
/**
 * Connections of that age are ended, twice a second, so that there is always somebody who signs in. Younger ones are
 * not: a statement is tried on a second connection, and no third one.
 */
const CONNECTION_SECONDS = 2;

/** A password that is changed again and again while it is in use: what fails, and what it costs to know it. */
export const rotateUnderLoad: Benchmark = async () => {
  const folder = newDataFolder();
  const log = { info() {}, warn() {}, output() {} };
  const running = await startCloud({ root: join(__dirname, "rotation"), folder, port: 0, log });
  try {
    const { url, secrets } = running.outputs.outputs as unknown as Outputs;
    const rows: string[][] = [];
    for (const [users, arn] of Object.entries(secrets))
      rows.push([users, ...(await measured(running, `${url}/${users}`, arn))]);
    return {
      title: "A password that is rotated while it is in use",
      about: `${RATE} requests per second for ${SECONDS} s to a function with \`credentials: "secret"\`, whose secret is rotated over and over meanwhile; none of its connections lives longer than about ${CONNECTION_SECONDS} s.`,
      columns: [
        "users",
        "offered",
        "answered 200",
        "failed",
        "rotations",
        "processes",
        "GetSecretValue a process and rotation",
      ],
      rows,
    };
  } finally {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

interface Outputs {
  readonly url: string;
  readonly secrets: Readonly<Record<"single" | "alternating", string>>;
}

const measured = async (running: RunningCloud, url: string, arn: string): Promise<string[]> => {
  // The first connections are not what is measured.
  await paced({ url, requestsPerSecond: RATE / 10, seconds: 5 });
  let isOver = false;
  const offered = paced({ url, requestsPerSecond: RATE, seconds: SECONDS }).finally(() => {
    isOver = true;
  });
  const [answers, rotations] = await Promise.all([
    offered,
    rotated(running, arn, () => isOver),
    reconnecting(String(running.databases.venues), () => isOver),
  ]);
  const good = answers.filter(({ status }) => status === 200).map(({ body }) => body as Told);
  const reads = new Map<string, number>();
  for (const { process, reads: so } of good) reads.set(process, Math.max(so, reads.get(process) ?? 0));
  // Each process reads once to begin with.
  const again = [...reads.values()].reduce((sum, so) => sum + so - 1, 0);
  return [
    count(answers.length),
    count(good.length),
    count(answers.length - good.length),
    String(rotations),
    String(reads.size),
    (again / (reads.size * rotations)).toFixed(2),
  ];
};

/** What the function says: how often its process has asked Secrets Manager so far. */
interface Told {
  readonly process: string;
  readonly reads: number;
}

/** Rotates until it is over, one rotation after the other; how many came to their end. */
const rotated = async ({ cloud, databases }: RunningCloud, SecretId: string, isOver: () => boolean) => {
  const env: Readonly<Record<string, string>> = environmentOf({ cloud, databases });
  const client = new SecretsManagerClient({
    region: env.AWS_REGION ?? "",
    endpoint: env.AWS_ENDPOINT_URL ?? "",
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "" },
  });
  const isCurrent = async (version: string) => {
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
    return VersionIdsToStages[version]?.includes("AWSCURRENT") ?? false;
  };
  let rotations = 0;
  while (!isOver()) {
    const { VersionId = "" } = await client.send(new RotateSecretCommand({ SecretId }));
    while (!(await isCurrent(VersionId))) await wait(50);
    rotations++;
    await wait(1_000);
  }
  client.destroy();
  return rotations;
};

const reconnecting = async (connectionString: string, isOver: () => boolean): Promise<void> => {
  const client = new Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  while (!isOver()) {
    await wait(500);
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE usename LIKE 'venues\\_%\\_password%' AND state = 'idle' AND application_name <> 'rotation'
         AND backend_start < now() - interval '${CONNECTION_SECONDS} seconds'`,
    );
  }
  await client.end();
};
