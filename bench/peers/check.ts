import { setTimeout as delay } from "node:timers/promises";
import { ANSWERS, type RunningPeer, type Work } from "./peer";

const WITHIN_MS = 30_000;
const RECEIVED_WITHIN_MS = 5_000;

/** The request of a work. */
export const requestOf = ({ url }: Pick<RunningPeer, "url">, work: Work) => ({
  url: `${url}/${work}`,
  headers: { "content-type": "application/json" },
  ...(work === "queue" && { body: MESSAGE }),
});

/** What a mapping template must encode. */
const MESSAGE = JSON.stringify({ note: `a + b = 100 % & ${"x".repeat(240)}` });

/**
 * Does the work once, so that only what is right is timed.
 * @throws Error that says what was wrong
 */
export const check = async (peer: RunningPeer, work: Work): Promise<void> => {
  const answer = await answerOf(peer, work);
  // Its answer is the id of the request that made it.
  const expected = work === "cached" ? await answerOf(peer, work) : ANSWERS[work];
  if (answer !== expected) throw new Error(`answers ${answer} and not ${expected}`);
  if (work === "queue") await received(peer);
};

const answerOf = async (peer: RunningPeer, work: Work): Promise<string> => {
  const { url, headers, body = null } = { body: null, ...requestOf(peer, work) };
  const method = body === null ? "GET" : "POST";
  const response = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(WITHIN_MS) });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`answers ${response.status}: ${text.slice(0, 200)}`);
  return text;
};

const received = async (peer: RunningPeer): Promise<void> => {
  const deadline = performance.now() + RECEIVED_WITHIN_MS;
  while (!(await peer.messages()).includes(MESSAGE)) {
    if (performance.now() > deadline) throw new Error("the message is not in its queue");
    await delay(100);
  }
};
