import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { buildSync } from "esbuild";
import { type Cache, cacheAside, openCache } from "../../../../components/runtime/cache";
import type { CacheEnvironment } from "../../../../components/runtime/env";
import type { Credentials } from "../../../../local/access/access";
import { installedServer } from "../../../../local/services/elasticache/server/installed-server";
import { serverCertificate } from "../../../../local/tls/certificates";
import { type TestCache, testCache } from "../../../local/services/elasticache/test-cache";
import { eventuallyHolds } from "../../../support/eventually-holds";

const AWS = ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;

/** As Lambda has them. */
const variablesOf = (credentials: Credentials) => ({
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken ?? "",
});

for (const [kind, program] of [
  ["the server of the local cloud", null],
  ["a server of this machine", installedServer()],
] as const)
  describe(`the cache of a link, on ${kind}`, () => {
    const before_ = Object.fromEntries(AWS.map((name) => [name, process.env[name]]));
    let test: TestCache;
    let later = 0;

    const where = (changes: Partial<CacheEnvironment> = {}): CacheEnvironment => ({
      host: "127.0.0.1",
      port: test.port(),
      user: "writer",
      prefix: "shows/",
      kind: "serverless",
      name: "shows",
      ...changes,
    });
    const reach = () => ({
      tls: { ca: readFileSync(test.authorities(), "utf8"), servername: test.host },
      natMap: Object.fromEntries(
        [6379, 6380].map((port) => [`${test.host}:${port}`, { host: "127.0.0.1", port: test.port(port) }]),
      ),
    });
    const open = (changes: Partial<CacheEnvironment> = {}, options: { answerTimeoutMs?: number } = {}): Cache =>
      openCache(where(changes), { reach: reach(), now: () => Date.now() + later, ...options });

    beforeEach(async function () {
      if (program === undefined) this.skip(); // there is none on PATH
      later = 0;
      test = await testCache(program);
      await test.addUser("writer", "on ~shows/* -@all +@connection +@read +@write +cluster|slots");
      await test.addUser("reader", "on ~shows/* -@all +@connection +@read +cluster|slots");
      Object.assign(process.env, variablesOf(test.mayConnect("writer", "reader")));
    });
    afterEach(async () => {
      for (const name of AWS) {
        const value = before_[name];
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await test?.stop();
    });

    /** Once it has signed in, which takes as long as the machine is busy. */
    const connected = async (cache: Cache): Promise<Cache> => {
      await eventuallyHolds(async () => assert.ok(await cache.get("none")), 20_000);
      return cache;
    };

    it("keeps texts under the prefix of the link, and signs in by a token of the function's role", async () => {
      const cache = await connected(open());
      assert.equal(await cache.set("{a}1", "x", 60_000), true);
      assert.equal(await cache.set("{a}1", "y", 60_000, "if absent"), false);
      assert.deepEqual(await cache.get("{a}1", "{a}2"), ["x", null]);
      const whole = openCache(where({ prefix: "" }), { reach: reach(), answerTimeoutMs: 5_000 });
      await eventuallyHolds(async () => assert.deepEqual(await whole.get("shows/{a}1"), ["x"]), 20_000);
      assert.equal(await cache.remove("{a}1"), true);
    });

    it("is done without where the user may not, which costs the others nothing", async () => {
      const reader = await connected(open({ user: "reader" }));
      assert.deepEqual(await reader.get("a"), [null]);
      for (let at = 0; at < 5; at++) assert.equal(await reader.set("a", "x", 1_000), undefined);
      assert.deepEqual(await reader.get("a"), [null]);
      assert.equal(await open({ prefix: "info/" }).get("a"), undefined);
      assert.equal(await open({ user: "stranger" }).get("a"), undefined);
    });

    it("is done without while it is away, and used again when it is back", async () => {
      const cache = await connected(open({}, { answerTimeoutMs: 5_000 }));
      assert.equal(await cache.set("a", "x", 60_000), true);
      await test.service.stop?.();
      await cache.get("a");
      await cache.get("a");
      const since = performance.now();
      for (let at = 0; at < 100; at++) assert.equal(await cache.get("a"), undefined);
      assert.ok((performance.now() - since) / 100 < 5);
      await test.service.start?.();
      later = 60_000;
      await eventuallyHolds(async () => {
        // Other ports than before: the way there is looked up when a function connects.
        assert.deepEqual(await openCache(where(), { reach: reach() }).get("a"), [null]);
      });
    });

    describe("of twenty processes", () => {
      let folder: string;
      let processes: ChildProcess[] = [];
      before(function () {
        if (program !== null) return this.skip(); // the lease is the same, and twenty processes are many
        folder = mkdtempSync(join(tmpdir(), "cache-"));
        buildSync({
          entryPoints: [join(__dirname, "asking-process.ts")],
          outfile: join(folder, "asking.cjs"),
          bundle: true,
          platform: "node",
          conditions: ["serverless-tiers-source"],
          absWorkingDir: resolve(__dirname, "../../../.."),
        });
      });
      after(() => folder && rmSync(folder, { recursive: true, force: true }));
      afterEach(() => {
        for (const each of processes) each.kill("SIGKILL");
        processes = [];
      });

      const start = async (count: number, loadMs: number) => {
        const env = {
          ...process.env,
          WHERE: JSON.stringify(where()),
          REACH: JSON.stringify(reach()),
          LOAD_MS: String(loadMs),
        };
        const begun = Array.from({ length: count }, () => fork(join(folder, "asking.cjs"), { env }));
        processes.push(...begun);
        await Promise.all(begun.map((each) => once(each, "message")));
        return begun;
      };
      const asked = async (begun: readonly ChildProcess[], times: number): Promise<number> => {
        const answers = begun.map((each) => once(each, "message"));
        for (const each of begun) each.send({ times });
        const loads = (await Promise.all(answers)).map(([{ loads }]) => Number(loads));
        return loads.reduce((sum, each) => sum + each, 0);
      };

      it("reads the table once for a thousand who miss the same key at once", async () => {
        assert.equal(await asked(await start(20, 100), 50), 1);
      }).timeout(60_000);

      it("reads it once more when the one who was to is killed", async () => {
        const [holder] = await start(1, 60_000);
        holder?.send({ times: 1 });
        const others = await start(20, 100);
        holder?.kill("SIGKILL");
        assert.equal(await asked(others, 50), 1);
      }).timeout(60_000);
    });
  });

describe("the cache of a link that misbehaves", () => {
  const folder = mkdtempSync(join(tmpdir(), "cache-"));
  const certificate = serverCertificate(folder, "cache", ["shows.cache.amazonaws.com"], Date.now(), "public-ca");
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A cache with somebody else's server behind its name. */
  const of = async (
    serve: (socket: TLSSocket, said: string) => void,
    use: (cache: Cache) => Promise<void>,
    options: { answerTimeoutMs?: number; now?: () => number } = {},
  ) => {
    const server = createTlsServer(certificate, (socket) => {
      socket.on("error", () => socket.destroy());
      socket.on("data", (bytes) => serve(socket, String(bytes)));
    });
    const port = await new Promise<number>((done) =>
      server.listen(0, "127.0.0.1", () => done(Object(server.address()).port)),
    );
    const place = { host: "127.0.0.1", port, user: "u", prefix: "", kind: "single", name: "shows" } as const;
    const ca = readFileSync(join(folder, "certificates", "public-ca.pem"), "utf8");
    try {
      await use(
        openCache(place, {
          reach: { tls: { ca, servername: "shows.cache.amazonaws.com" } },
          answerTimeoutMs: 50,
          ...options,
        }),
      );
    } finally {
      server.close();
    }
  };
  const signedIn = (socket: TLSSocket, said: string): boolean => {
    if (/auth/i.test(said)) socket.write("+OK\r\n");
    return !/auth/i.test(said) || /mget/i.test(said);
  };
  const show = async () => ({ title: "A" });

  it("is signed in to anew before AWS ends the connection, and the old one serves until then", async () => {
    let [signIns, later] = [0, 0];
    await of(
      (socket, said) => {
        if (/auth/i.test(said)) signIns++;
        if (signedIn(socket, said)) socket.write("*1\r\n$1\r\nx\r\n");
      },
      async (cache) => {
        await eventuallyHolds(async () => assert.deepEqual(await cache.get("a"), ["x"]), 20_000);
        assert.equal(signIns, 1);
        later = 11.5 * 3_600_000;
        for (let at = 0; at < 20; at++) assert.deepEqual(await cache.get("a"), ["x"]);
        await eventuallyHolds(() => assert.equal(signIns, 2), 20_000);
        for (let at = 0; at < 20; at++) assert.deepEqual(await cache.get("a"), ["x"]);
        assert.equal(signIns, 2);
      },
      { answerTimeoutMs: 5_000, now: () => Date.now() + later },
    );
  });

  it("by never answering costs two waits, and then nothing", () =>
    of(
      (socket, said) => void signedIn(socket, said),
      async (cache) => {
        const shows = cacheAside<object>(cache, { name: "show", ttlMs: 1_000 });
        for (let at = 0; at < 3; at++) assert.deepEqual(await shows.get(String(at), "show", show), { title: "A" });
        const since = performance.now();
        for (let at = 0; at < 50; at++) assert.deepEqual(await shows.get(String(at), "show", show), { title: "A" });
        assert.ok((performance.now() - since) / 50 < 5);
      },
    ));

  it("by ending in the middle of an answer is done without", () =>
    of(
      (socket, said) => {
        if (signedIn(socket, said)) socket.write("*2\r\n$20\r\nhalf", () => socket.destroy());
      },
      async (cache) => {
        const shows = cacheAside<object>(cache, { name: "show", ttlMs: 1_000 });
        for (let at = 0; at < 4; at++) assert.deepEqual(await shows.get(String(at), "show", show), { title: "A" });
        await sleep(10);
      },
    ));

  it("by speaking nonsense is done without", () =>
    of(
      (socket) => void socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"),
      async (cache) => {
        const shows = cacheAside<object>(cache, { name: "show", ttlMs: 1_000 });
        for (let at = 0; at < 4; at++) assert.deepEqual(await shows.get(String(at), "show", show), { title: "A" });
      },
    ));

  it("by failing over, as a replica that takes no writes, is done without", () =>
    of(
      (socket, said) => {
        if (!signedIn(socket, said)) return;
        for (const command of said.matchAll(/\$\d+\r\n(mget|set|del)\r\n/gi))
          socket.write(
            /mget/i.test(command[1] ?? "")
              ? "*2\r\n$-1\r\n$-1\r\n"
              : "-READONLY You can't write against a read only replica.\r\n",
          );
      },
      async (cache) => {
        const shows = cacheAside<object>(cache, { name: "show", ttlMs: 1_000 });
        for (let at = 0; at < 4; at++) assert.deepEqual(await shows.get(String(at), "show", show), { title: "A" });
        assert.equal(await shows.forget("1"), false);
      },
    ));
});
