import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Cluster, Redis } from "iovalkey";
import { installedServer } from "../../../../local/services/elasticache/server/installed-server";
import { eventuallyHolds } from "../../../support/eventually-holds";
import { type TestCache, testCache } from "./test-cache";

const INSTALLED = installedServer();

for (const [kind, program] of [
  ["the server of the local cloud", null],
  ["a server of this machine", INSTALLED],
] as const)
  describe(`a serverless cache on ${kind}`, () => {
    let cache: TestCache;
    let valkey: Redis;

    const connect = async (user: string, password: string, more: object = {}): Promise<Redis> => {
      const client = new Redis({
        host: "127.0.0.1",
        port: cache.port(),
        username: user,
        password,
        tls: { ca: readFileSync(cache.authorities(), "utf8"), servername: cache.host },
        retryStrategy: () => null,
        maxRetriesPerRequest: 0,
        enableReadyCheck: false,
        lazyConnect: true,
        ...more,
      });
      client.on("error", () => {});
      await client.connect();
      return client;
    };
    const as = async (user: string): Promise<Redis> =>
      connect(user, await cache.token(cache.mayConnect(user), { User: user }));

    before(async function () {
      if (program === undefined) this.skip(); // there is none on PATH
      cache = await testCache(program);
      valkey = await as(await cache.addUser("everything", "on ~* +@all"));
    });
    after(async () => {
      valkey?.disconnect();
      await cache?.stop();
    });
    beforeEach(() => valkey.flushall());

    it("keeps texts, counts, and lets them end", async () => {
      assert.equal(await valkey.set("a", "1"), "OK");
      assert.equal(await valkey.set("a", "2", "NX"), null);
      assert.equal(await valkey.set("b", "2", "XX"), null);
      assert.equal(await valkey.set("a", "5", "GET"), "1");
      assert.equal(await valkey.incrby("a", 3), 8);
      assert.deepEqual(await valkey.mget("a", "{a}b"), ["8", null]);
      assert.equal(await valkey.pexpire("a", 60_000), 1);
      assert.ok((await valkey.pttl("a")) > 50_000);
      assert.equal(await valkey.persist("a"), 1);
      assert.deepEqual([await valkey.ttl("a"), await valkey.ttl("none")], [-1, -2]);
      await valkey.set("c", "short", "PX", 30);
      await new Promise((resolve) => setTimeout(resolve, 60));
      assert.equal(await valkey.get("c"), null);
      assert.equal(await valkey.getrange("a", -1, -1), "8");
      assert.equal(await valkey.append("a", "!"), 2);
      await assert.rejects(valkey.incr("a"), /ERR value is not an integer or out of range/);
      await assert.rejects(valkey.set("a", "1", "EX", 0), /ERR invalid expire time in 'set' command/);
      await assert.rejects(valkey.lpush("a", "1"), /WRONGTYPE/);
    });

    it("keeps bytes as they are", async () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
      await valkey.set("bytes", bytes);
      assert.deepEqual(await valkey.getBuffer("bytes"), bytes);
    });

    it("keeps hashes, sets, lists and sorted sets", async () => {
      assert.equal(await valkey.hset("h", "a", 1, "b", 2), 2);
      assert.equal(await valkey.hincrby("h", "a", 4), 5);
      assert.deepEqual(await valkey.hgetall("h"), { a: "5", b: "2" });
      assert.equal(await valkey.hdel("h", "a", "b", "c"), 2);
      assert.equal(await valkey.exists("h"), 0);
      assert.equal(await valkey.sadd("s{x}", "a", "b", "a"), 2);
      await valkey.sadd("t{x}", "b", "c");
      assert.deepEqual(await valkey.sinter("s{x}", "t{x}"), ["b"]);
      assert.deepEqual((await valkey.sunion("s{x}", "t{x}")).sort(), ["a", "b", "c"]);
      assert.equal(await valkey.rpush("l", "1", "2", "3"), 3);
      assert.equal(await valkey.lpush("l", "0"), 4);
      assert.deepEqual(await valkey.lrange("l", 0, -2), ["0", "1", "2"]);
      assert.equal(await valkey.lrem("l", 0, "2"), 1);
      assert.deepEqual([await valkey.rpop("l"), await valkey.lpop("l"), await valkey.llen("l")], ["3", "0", 1]);
      assert.equal(await valkey.zadd("z", 2, "b", 1, "a", 1.5, "c"), 3);
      assert.deepEqual(await valkey.zrange("z", 0, -1, "WITHSCORES"), ["a", "1", "c", "1.5", "b", "2"]);
      assert.deepEqual(await valkey.zrangebyscore("z", "(1", "+inf"), ["c", "b"]);
      assert.deepEqual(
        [await valkey.zrank("z", "b"), await valkey.zcard("z"), await valkey.zscore("z", "c")],
        [2, 3, "1.5"],
      );
    });

    it("executes transactions as a whole, or not at all when a watched key was changed", async () => {
      const done = await valkey.multi().set("a", "1").incr("a").exec();
      assert.deepEqual(done, [
        [null, "OK"],
        [null, 2],
      ]);
      await valkey.watch("a");
      const other = await as("everything");
      await other.set("a", "9");
      other.disconnect();
      assert.equal(await valkey.multi().set("a", "3").exec(), null);
      assert.equal(await valkey.get("a"), "9");
      const spoiled = valkey.multi().set("a", "4").call("NOSUCH").exec();
      await assert.rejects(spoiled, /EXECABORT/);
      assert.equal(await valkey.get("a"), "9");
    });

    it("goes through its keys", async () => {
      const names = Array.from({ length: 50 }, (_, at) => `shows/${at}`);
      for (const name of names) await valkey.set(name, "x");
      await valkey.set("other", "x");
      const found: string[] = [];
      let cursor = "0";
      do {
        const [next, page] = await valkey.scan(cursor, "MATCH", "shows/*", "COUNT", 7);
        found.push(...page);
        cursor = next;
      } while (cursor !== "0");
      assert.deepEqual([...new Set(found)].sort(), names.sort());
      assert.equal(await valkey.dbsize(), 51);
    });

    it("refuses what it does not know, and keys of several slots at once", async () => {
      await assert.rejects(
        valkey.call("DEBUG", "SLEEP", "1"),
        /ERR unknown command 'DEBUG', with args beginning with: 'SLEEP' '1'/i,
      );
      await assert.rejects(valkey.call("GET"), /ERR wrong number of arguments for 'get' command/);
      await assert.rejects(valkey.del("a", "b"), /CROSSSLOT Keys in request don't hash to the same slot/);
      await assert.rejects(valkey.select(1), /ERR SELECT is not allowed in cluster mode/);
    });

    it("answers both versions of the protocol", async () => {
      await valkey.hset("h", "a", "1");
      const raw = await as("everything");
      await raw.call("HELLO", "2");
      assert.deepEqual(await raw.call("HGETALL", "h"), ["a", "1"]);
      await assert.rejects(raw.call("HELLO", "4"), /NOPROTO/);
      raw.disconnect();
    });

    it("shows itself as a cluster, which clients of clusters walk through", async () => {
      assert.deepEqual(
        await valkey
          .cluster("SLOTS")
          .then((slots) =>
            slots.map(([from, to, ...nodes]) => [from, to, ...nodes.map(([host, port]) => [host, port])]),
          ),
        [[0, 16_383, [cache.host, 6379], [cache.host, 6380]]],
      );
      const user = await cache.addUser("walker", "on ~* +@all");
      const password = await cache.token(cache.mayConnect(user), { User: user });
      const cluster = new Cluster([{ host: "127.0.0.1", port: cache.port() }], {
        dnsLookup: (address, done) => done(null, address),
        natMap: Object.fromEntries(
          [6379, 6380].map((port) => [`${cache.host}:${port}`, { host: "127.0.0.1", port: cache.port(port) }]),
        ),
        scaleReads: "slave",
        clusterRetryStrategy: () => null,
        redisOptions: {
          username: user,
          password,
          tls: { ca: readFileSync(cache.authorities(), "utf8"), servername: cache.host },
        },
      });
      cluster.on("error", () => {});
      await cluster.set("a", "1");
      assert.equal(await cluster.get("a"), "1");
      cluster.disconnect();
    });

    it("moves who writes on the port of readers", async () => {
      const reader = await connect(
        "everything",
        await cache.token(cache.mayConnect("everything"), { User: "everything" }),
        {
          port: cache.port(6380),
        },
      );
      assert.equal(await reader.get("a"), null);
      await assert.rejects(reader.set("a", "1"), new RegExp(`MOVED 15495 ${cache.host}:6379`));
      reader.disconnect();
    });

    it("is replaced by an empty one when it is killed", async function () {
      if (program === null) this.skip(); // it lives in the process of the local cloud
      await valkey.set("a", "1");
      spawnSync("pkill", ["-9", "-f", join(cache.cloud.folder, "caches")]);
      await eventuallyHolds(async () => {
        const client = await as("everything");
        try {
          assert.equal(await client.get("a"), null);
        } finally {
          client.disconnect();
        }
      }, 10_000);
      valkey = await as("everything");
      assert.ok(cache.cloud.lines.some(({ line }) => line.includes("ended by itself and is started again")));
    });

    describe("lets in", () => {
      const refused = async (user: string, password: string): Promise<string> => {
        const before = cache.cloud.lines.length;
        await assert.rejects(
          connect(user, password).then((client) => client.ping()),
          /WRONGPASS|NOAUTH|Connection is closed/,
        );
        return cache.cloud.lines
          .slice(before)
          .map(({ line }) => line)
          .join("\n");
      };

      it("nobody without a token, with another's, an old one, or without the right", async () => {
        await cache.addUser("reader", "on ~shows/* -@all +@connection +@read +cluster|slots");
        const fine = cache.mayConnect("reader");
        const soon = await connect("reader", await cache.token(fine));
        assert.equal(await soon.ping(), "PONG");
        soon.disconnect();
        assert.match(await refused("reader", "password"), /the password is not an IAM authentication token/);
        assert.match(
          await refused("reader", await cache.token(fine, { User: "everything" })),
          /is for User everything/,
        );
        assert.match(await refused("reader", await cache.token(fine, { host: "other" })), /the token is for other/);
        assert.match(
          await refused("reader", await cache.token(fine, {}, new Date(Date.now() - 901_000))),
          /older than its 900 seconds/,
        );
        assert.match(
          await refused("reader", await cache.token(cache.mayConnect("everything"))),
          /may not elasticache:Connect on arn:aws:elasticache:eu-west-1:000000000000:user:reader/,
        );
        assert.match(await refused("stranger", await cache.token(fine)), /its user group shows has no such user/);
        const noKind = await cache.token(fine, { ResourceType: "Nodes" });
        assert.match(await refused("reader", noKind), /is for ResourceType Nodes/);
      });

      it("users with a password of their own", async () => {
        const mode = { type: "password", passwords: ["correct-horse-battery"] };
        await cache.addUser("old-style", "on ~* +@all", mode);
        const client = await connect("old-style", "correct-horse-battery");
        assert.equal(await client.ping(), "PONG");
        client.disconnect();
        assert.match(await refused("old-style", "wrong"), /the password is wrong/);
      });

      it("to the keys and commands of the user alone", async () => {
        await valkey.set("shows/1", "x");
        await cache.addUser("narrow", "on ~shows/* %R~info/* -@all +@connection +@read +set -strlen");
        const client = await as("narrow");
        assert.equal(await client.get("shows/1"), "x");
        assert.equal(await client.set("shows/2", "x"), "OK");
        assert.equal(await client.get("info/1"), null);
        await assert.rejects(client.set("info/1", "x"), /NOPERM No permissions to access a key/);
        await assert.rejects(client.get("other"), /NOPERM No permissions to access a key/);
        await assert.rejects(client.del("shows/1"), /NOPERM User narrow has no permissions to run the 'del' command/);
        await assert.rejects(client.strlen("shows/1"), /NOPERM .* 'strlen'/);
        client.disconnect();
      });

      it("nobody before they have said who they are", async () => {
        const client = new Redis({
          host: "127.0.0.1",
          port: cache.port(),
          tls: { ca: readFileSync(cache.authorities(), "utf8"), servername: cache.host },
          enableReadyCheck: false,
          retryStrategy: () => null,
        });
        client.on("error", () => {});
        await assert.rejects(client.get("a"), /NOAUTH Authentication required/);
        client.disconnect();
      });
    });
  });
