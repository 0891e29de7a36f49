import { join } from "node:path";
import { withBareServer } from "./bare-server";
import { CONNECTIONS, load } from "./load";
import { requestOf } from "./peers/check";
import { Lane, reason } from "./peers/lane";
import { localStack } from "./peers/localstack";
import { miniStack } from "./peers/ministack";
import { ours } from "./peers/ours";
import type { Peer, RunningPeer, Work } from "./peers/peer";
import { serverlessOffline } from "./peers/serverless-offline";
import { type Benchmark, count, median, percent, type Report, times } from "./report";

const WARM_UP_SECONDS = 3;
const SECONDS = 4;
const ROUNDS = 3;
const FOLDER = join(__dirname, "..", ".local", "peers");

const PEERS = { ministack: miniStack, localstack: localStack, "serverless-offline": serverlessOffline };

const WORKS: Readonly<Record<Work, string>> = {
  mock: "GET, mock",
  cached: "GET, answered from the cache",
  queue: "POST into the queue",
  function: "GET, Lambda proxy, a warm function that does nothing",
};

/** A gateway that takes part, or the reason why it does not. */
type Contender = { readonly peer: Peer } & ({ readonly running: RunningPeer } | { readonly absent: string });

/** Other local gateways doing the same works, in turn with ours. What one of them cannot do is named, never a failure. */
export const comparePeers: Benchmark = () => withBareServer(compareWith);

const compareWith = async (bareUrl: string): Promise<Report> => {
  const contenders: Contender[] = [{ peer: ours, running: await ours.start(join(FOLDER, "ours")) }];
  try {
    for (const [name, peer] of Object.entries(PEERS)) contenders.push(await started(peer, join(FOLDER, name)));
    const rows: string[][] = [];
    for (const [work, title] of Object.entries(WORKS) as [Work, string][])
      rows.push(...(await compared(contenders, work, bareUrl)).map((cells) => [title, ...cells]));
    return {
      title: "Other local gateways",
      about: `The same small API on each by its own means, without Docker; ${CONNECTIONS} connections from a process of its own, median of ${ROUNDS} rounds of ${SECONDS} s in turn. Before it is timed each answer is checked, and that the message is in the queue. Only this project's queue has a message on disk before it answers.`,
      columns: ["what", "gateway", "requests/s", "p99", "of bare node:http", "this project against it"],
      rows,
    };
  } finally {
    await Promise.all(contenders.map((contender) => "running" in contender && contender.running.stop()));
  }
};

const started = (peer: Peer, folder: string): Promise<Contender> =>
  peer.start(folder).then(
    (running) => ({ peer, running }),
    (error) => ({ peer, absent: reason(error) }),
  );

const compared = async (contenders: readonly Contender[], work: Work, bareUrl: string): Promise<string[][]> => {
  const lanes = contenders.map((contender) => laneOf(contender, work));
  for (const lane of lanes) await lane.warmUp(WARM_UP_SECONDS);
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const lane of lanes) await lane.round(SECONDS);
    const { requestsPerSecond } = await load({ ...requestOf({ url: bareUrl }, work), seconds: SECONDS });
    bare.push(requestsPerSecond);
  }
  const [mine] = lanes.map((lane) => lane.result());
  if (mine === undefined || "problem" in mine) throw new Error(`${WORKS[work]}: ${mine?.problem}`);
  return lanes.map((lane) => {
    const result = lane.result();
    if ("problem" in result) return [lane.gateway, `— ${cell(result.problem)}`, "", "", ""];
    const { requestsPerSecond, p99 } = result;
    const share = percent(requestsPerSecond / median(bare));
    return [
      lane.gateway,
      count(requestsPerSecond),
      `${p99} ms`,
      share,
      times(mine.requestsPerSecond / requestsPerSecond),
    ];
  });
};

const laneOf = (contender: Contender, work: Work): Lane => {
  const { name, cannot } = contender.peer;
  if ("absent" in contender) return Lane.closed(name, work, contender.absent);
  const hindrance = cannot[work];
  return hindrance === undefined ? Lane.of(name, work, contender.running) : Lane.closed(name, work, hindrance);
};

/** What others said, in a cell of a table. */
const cell = (text: string): string => text.replace(/\s+/g, " ").replaceAll("|", "\\|");
