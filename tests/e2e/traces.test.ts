import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";
import { call, eventually, newDataFolder } from "../support/local-stack";

interface Segment {
  readonly id: string;
  readonly trace_id: string;
  readonly parent_id?: string;
  readonly name: string;
  readonly origin?: string;
  readonly start_time: number;
  readonly end_time: number;
  readonly aws?: { readonly operation?: string; readonly table_name?: string };
}

describe("a trace", function () {
  this.timeout(60_000);

  const folder = newDataFolder();
  const segments: Segment[] = [];
  const warnings: string[] = [];
  let cloud: LocalCloud;

  before(async () => {
    cloud = await startCloud({
      root: join(__dirname, "traces"),
      data: folder,
      port: 0,
      log: {
        info() {},
        warn: (_source, line) => void warnings.push(line),
        output: (source, line) => void (source === "traces" && segments.push(JSON.parse(line))),
      },
    });
  });
  after(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const newRoot = () => `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
  const ask = (path: string, trace?: string) =>
    call("GET", `${cloud.outputs.url}/${path}`, { headers: trace === undefined ? {} : { "x-amzn-trace-id": trace } });
  const of = (root: string, count: number) =>
    eventually(
      async () => segments.filter(({ trace_id }) => trace_id === root),
      ({ length }) => length >= count,
      5_000,
    );

  it("is one from the client over gateway, service and function to the table", async () => {
    const root = newRoot();
    assert.equal((await ask("traced", `Root=${root};Parent=53995c3f42cd8ad8;Sampled=1`)).status, 200);
    const found = await of(root, 4);
    const by = (origin: string | undefined) => found.find((segment) => segment.origin === origin);
    const [stage, service, own] = ["ApiGateway::Stage", "Lambda", "Lambda::Function"].map((one) => by(`AWS::${one}`));
    const table = by(undefined);
    assert.ok(stage && service && own && table);
    assert.deepEqual(
      [stage, service, own, table].map(({ parent_id }) => parent_id),
      ["53995c3f42cd8ad8", stage.id, service.id, own.id],
    );
    assert.equal(new Set(found.map(({ id }) => id)).size, 4);
    assert.equal(table.name, "DynamoDB");
    assert.equal(table.aws?.operation, "GetItem");
    assert.match(table.aws?.table_name ?? "", /^shows-/);
    assert.ok(stage.start_time <= own.start_time && own.start_time <= table.start_time);
    assert.ok(table.end_time <= own.end_time && own.end_time <= stage.end_time);
  });

  it("is sampled by the gateway where nobody has decided: the first of a second", async () => {
    const sampled: unknown[] = [];
    for (let request = 0; request < 3; request++) {
      await new Promise((done) => setTimeout(done, 1_000 - (Date.now() % 1_000) + 5));
      const { trace } = (await ask("traced")).json as { readonly trace: string };
      sampled.push(/Sampled=1$/.test(trace));
    }
    assert.deepEqual(sampled, [true, true, true]);
  });

  it("leaves out who takes no part, and passes on what it was told", async () => {
    const root = newRoot();
    const { json } = await ask("untraced", `Root=${root};Sampled=1`);
    const [stage, table, ...more] = await of(root, 2).then((found) =>
      [...found].sort((a, b) => Number(b.origin !== undefined) - Number(a.origin !== undefined)),
    );
    assert.ok(stage && table);
    assert.deepEqual(more, []);
    assert.equal((json as { readonly trace: string }).trace, `Root=${root};Parent=${stage.id};Sampled=1`);
    assert.equal(table.parent_id, stage.id);
  });

  it("writes nothing where the client says no", async () => {
    const root = newRoot();
    const { json } = await ask("traced", `Root=${root};Sampled=0`);
    assert.match(
      (json as { readonly trace: string }).trace,
      new RegExp(`^Root=${root};Parent=[0-9a-f]{16};Sampled=0$`),
    );
    const next = newRoot();
    await ask("traced", `Root=${next};Sampled=1`);
    await of(next, 4);
    assert.deepEqual(
      segments.filter(({ trace_id }) => trace_id === root),
      [],
    );
  });

  it("tells of datagrams that are none of X-Ray", async () => {
    const { daemon } = (await ask("traced")).json as { readonly daemon: string };
    const [host = "", port] = daemon.split(":");
    const socket = createSocket("udp4");
    socket.send("hello", Number(port), host);
    await eventually(
      async () => warnings,
      (lines) => lines.some((line) => line.startsWith("a datagram to the daemon is no segment")),
      5_000,
    );
    socket.close();
  });
});
