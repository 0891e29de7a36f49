import type { Cluster, ClusterOptions, Redis, RedisOptions } from "iovalkey";
import type { CacheEnvironment } from "../env";
import { cacheToken } from "./cache-token";

type Client = Redis | Cluster;

/** How a cache is reached, for tests that have no DNS of AWS. */
export type Reach = Pick<RedisOptions, "tls"> & Pick<ClusterOptions, "natMap">;

/**
 * ElastiCache ends a connection twelve hours after its user has signed in by token; it is renewed before.
 *
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html#auth-iam-limits (read 2026-11)
 */
const RENEWED_AFTER_MS = 11 * 3_600_000;

/** DNS, TLS, the token and the map of slots together: more than 2.5 s at times (valkey-glide issue 5743). */
const CONNECT_MS = 5_000;

/** One connection for this execution environment. A client that fails is thrown away, and the next signs in anew. */
export class Connection {
  private renewing = false;
  private current: { readonly client: Promise<Client>; readonly since: number } | undefined;

  constructor(
    private readonly where: CacheEnvironment,
    private readonly reach: Reach = {},
    private readonly now: () => number = Date.now,
  ) {}

  client(): Promise<Client> {
    const { current } = this;
    if (!current) return this.open();
    if (this.now() - current.since >= RENEWED_AFTER_MS) this.renew(current.client);
    return current.client;
  }

  /** The old one serves until another one is there, and then ends. */
  private renew(old: Promise<Client>): void {
    if (this.renewing) return;
    this.renewing = true;
    const since = this.now();
    this.connect()
      .then(async (client) => {
        this.current = { client: Promise.resolve(client), since };
        await (await old).quit();
      })
      .catch(() => undefined)
      .finally(() => {
        this.renewing = false;
      });
  }

  /** Ends it at once: whoever waits for it fails. */
  drop(): void {
    const { current } = this;
    this.current = undefined;
    void current?.client.then((client) => client.disconnect()).catch(() => undefined);
  }

  private open(): Promise<Client> {
    const opened = { client: this.connect(), since: this.now() };
    this.current = opened;
    opened.client.catch(() => {
      if (this.current === opened) this.current = undefined;
    });
    return opened.client;
  }

  private async connect(): Promise<Client> {
    const [iovalkey, password] = await Promise.all([import("iovalkey"), cacheToken(this.where)]);
    const { host, port, kind, user: username } = this.where;
    const options = {
      username,
      password,
      tls: this.reach.tls ?? {},
      connectTimeout: CONNECT_MS,
      enableReadyCheck: false,
      maxRetriesPerRequest: 0,
      lazyConnect: true,
    };
    const client: Client =
      kind === "single"
        ? new iovalkey.Redis({ ...options, host, port, retryStrategy: () => null, enableOfflineQueue: false })
        : new iovalkey.Cluster([{ host, port }], {
            // Certificates are for names: an address in the place of one would not be verified.
            dnsLookup: (address, done) => done(null, address),
            redisOptions: options,
            slotsRefreshTimeout: CONNECT_MS,
            clusterRetryStrategy: () => null,
            enableOfflineQueue: false,
            enableReadyCheck: false,
            lazyConnect: true,
            ...(this.reach.natMap && { natMap: this.reach.natMap }),
          });
    // Without a listener, a connection that ends between two invocations would end the process.
    client.on("error", () => {});
    client.once("end", () => {
      void this.current?.client
        .then((it) => {
          if (it === client) this.current = undefined;
        })
        .catch(() => undefined);
    });
    await client.connect();
    return client;
  }
}
