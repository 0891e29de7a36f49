import { Agent, get } from "node:http";
import { json } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";

export interface Pace {
  readonly url: string;
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** As many as a server's backlog takes at once, 511, would be too many: it shares this process, and may be late to accept. */
const CONNECTIONS = 256;

/** Asks so many times a second, evenly and whatever is answered; what is answered, in the end. */
export const paced = async ({ url, requestsPerSecond, seconds }: Pace): Promise<readonly Answered[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const ask = () =>
    new Promise<Answered>((done, fail) => {
      get(url, { agent }, (response) => {
        json(response).then((body) => done({ status: response.statusCode ?? 0, body }), fail);
      }).on("error", fail);
    });
  const all = requestsPerSecond * seconds;
  const asked: Promise<Answered>[] = [];
  const start = performance.now();
  try {
    while (asked.length < all) {
      const due = Math.min(((performance.now() - start) / 1_000) * requestsPerSecond, all);
      while (asked.length < due) {
        const one = ask();
        one.catch(() => {}); // heard of at the end
        asked.push(one);
      }
      await wait(2);
    }
    return await Promise.all(asked);
  } finally {
    agent.destroy();
  }
};
