import { Breaker } from "./cache/breaker";
import { Connection, type Reach } from "./cache/connection";
import type { CacheEnvironment } from "./env";

export { type Aside, type AsideOptions, cacheAside } from "./cache/aside";

/** A cache as `cacheAside` sees it: texts by key, and no error ever. */
export interface Cache {
  /** The texts of these keys, `null` for those that are not there; `undefined`: the cache does not answer. */
  get(...keys: readonly string[]): Promise<readonly (string | null)[] | undefined>;
  /** Whether it was stored, and with `ifAbsent` whether it was not there before; `undefined`: the cache does not answer. */
  set(key: string, value: string, ms: number, ifAbsent?: "if absent"): Promise<boolean | undefined>;
  /** Whether the cache took it. */
  remove(...keys: readonly string[]): Promise<boolean>;
}

interface Options {
  /**
   * How long an answer may take before the request goes on without the cache. The first connection takes longer, and is
   * made while requests do without.
   *
   * @default 100
   */
  readonly answerTimeoutMs?: number;
  readonly reach?: Reach;
  readonly now?: () => number;
}

/** How long a first connection is waited for: what comes later serves the next request. */
const FIRST_ANSWER_MS = 1_000;

/**
 * The cache of a link: `openCache(env.cache("cache"))`. It signs in by IAM token over TLS, keeps one connection for the
 * execution environment and renews it in time. A cache that is away, slow or refuses is done without, and after two
 * failures not even asked for a while. Keys get the prefix of the link.
 */
export const openCache = (
  where: CacheEnvironment,
  { answerTimeoutMs = 100, reach, now = Date.now }: Options = {},
): Cache => {
  const connection = new Connection(where, reach, now);
  const breaker = new Breaker(now);
  const keyed = (key: string) => where.prefix + key;
  let connected = false;

  const ask = async <T>(command: (client: Awaited<ReturnType<Connection["client"]>>) => Promise<T>) => {
    if (!breaker.allows()) return undefined;
    const answer = connection.client().then((client) => {
      connected = true;
      return command(client);
    });
    try {
      const result = await within(connected ? answerTimeoutMs : FIRST_ANSWER_MS, answer);
      breaker.succeeded();
      return result;
    } catch (error) {
      if (isRefusal(error)) breaker.succeeded();
      else {
        breaker.failed();
        // Answers that come too late belong to questions that nobody asks any more.
        if (connected) connection.drop();
        connected = false;
      }
      return undefined;
    }
  };

  return {
    get: (...keys) => ask((client) => client.mget(...keys.map(keyed))),
    set: (key, value, ms, ifAbsent) =>
      ask(async (client) => {
        const end = Math.max(1, Math.round(ms));
        const done = ifAbsent
          ? await client.set(keyed(key), value, "PX", end, "NX")
          : await client.set(keyed(key), value, "PX", end);
        return done === "OK";
      }),
    remove: async (...keys) => (await ask((client) => client.del(...keys.map(keyed)))) !== undefined,
  };
};

/** What the server answers with an error: no right, no room. */
const isRefusal = (error: unknown): boolean => error instanceof Error && error.name === "ReplyError";

const within = async <T>(ms: number, answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(refuse, ms, new Error(`no answer within ${ms} ms`));
  });
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};
