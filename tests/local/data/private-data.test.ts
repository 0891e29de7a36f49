import assert from "node:assert/strict";
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { closeToOthers, keepToOneself } from "../../../local/data/private-data";
import { isPassage } from "../../../local/lifecycle/passage";
import { serveCloud } from "../../../local/start/serve-cloud";
import { call, eventually, startStack } from "../../support/local-stack";
import { anOrder } from "../../support/orders";

const ROOT = resolve(__dirname, "../../..");

/** Everything below `folder`, and itself as an empty name; no symbolic links, which have no modes. */
const everything = (folder: string): string[] =>
  ["", ...readdirSync(folder, { recursive: true, encoding: "utf8" })].filter(
    (name) => !lstatSync(join(folder, name)).isSymbolicLink(),
  );

/** What group or others may do anything to. */
const open = (folder: string): string[] =>
  everything(folder).filter((name) => {
    const found = lstatSync(join(folder, name));
    return (found.mode & 0o077) !== 0 && !isPassage(found);
  });

/** As a folder of an earlier version, under the widest umask. */
const openAll = (folder: string): number => {
  const names = everything(folder);
  for (const name of names) {
    const { mode } = lstatSync(join(folder, name));
    chmodSync(join(folder, name), mode | (mode & 0o100 ? 0o077 : 0o066));
  }
  return names.length;
};

describe("the data folder", function () {
  this.timeout(60_000);

  let parent = "";
  let folder = "";
  const umask = process.umask();
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "data-folder-"));
    folder = join(parent, "data");
    lines.length = 0;
    process.umask(0);
  });
  afterEach(() => {
    process.umask(umask);
    rmSync(parent, { recursive: true, force: true });
  });

  const lines: string[] = [];
  const log = {
    info: (source: string, line: string) => void lines.push(`${source}: ${line}`),
    warn: (source: string, line: string) => void lines.push(`warning: ${source}: ${line}`),
    output: () => {},
  };

  const claim = (data: string) => {
    keepToOneself(data);
    closeToOthers(data, log);
  };

  it("is for its owner alone while the cloud works, whatever the umask, and one of an earlier version is mended", async () => {
    const first = await startStack(folder);
    const order = anOrder();
    const { ordersUrl, ordersApiKey = "" } = first.outputs;
    const headers = { "content-type": "application/json", "x-api-key": ordersApiKey };
    await call("POST", `${ordersUrl}/orders`, { headers, body: JSON.stringify(order) });
    const read = () => call("GET", `${ordersUrl}/orders/${order.orderId}`);
    await eventually(read, ({ status }) => status === 200, 5_000);
    assert.deepEqual(open(folder), []);
    assert.doesNotMatch(first.printed(), /open to other users/);
    await first.stop();

    const opened = openAll(folder);
    const second = await startStack(folder);
    assert.deepEqual(open(folder), []);
    assert.deepEqual(second.printed().match(/^data .*open to other users.*$/gm), [
      `data  ${opened} files and folders of ${folder} stood open to other users: closed`,
    ]);
    assert.equal((await call("GET", `${second.outputs.ordersUrl}/orders/${order.orderId}`)).status, 200);
    await second.stop();
  });

  it("is so too behind Pulumi's own engine, which keeps its state there as it likes", async () => {
    const serve = () => serveCloud({ root: ROOT, stack: "local", folder, port: 0, providerPort: 0, log });
    const first = await serve();
    assert.deepEqual(open(folder), []);
    assert.ok(everything(folder).includes(join("pulumi", ".pulumi", "meta.yaml")));
    await first.close();
    openAll(join(folder, "pulumi"));
    const second = await serve();
    assert.deepEqual(open(folder), []);
    assert.deepEqual(lines, []);
    await second.close();
  });

  it("is closed where it lies and no farther, and stays executable", () => {
    mkdirSync(join(folder, "rds"), { recursive: true });
    const outside = join(parent, "outside");
    writeFileSync(outside, "");
    writeFileSync(join(folder, "rds", "program"), "", { mode: 0o777 });
    symlinkSync(outside, join(folder, "link"));
    const data = join(parent, "link");
    symlinkSync(folder, data);
    claim(data);
    assert.deepEqual(lines, [`data: 3 files and folders of ${data} stood open to other users: closed`]);
    assert.equal(lstatSync(join(folder, "rds", "program")).mode & 0o777, 0o700);
    assert.equal(lstatSync(outside).mode & 0o777, 0o666);
    claim(data);
    assert.equal(lines.length, 1);
  });

  it("is no folder of somebody else", () => {
    mkdirSync(join(folder, "photos"), { recursive: true });
    assert.throws(() => claim(folder), {
      name: "SetupError",
      message: `${folder} holds photos, which is no data of a local cloud: name a new or an empty folder with --data`,
    });
    assert.equal(lstatSync(folder).mode & 0o777, 0o777);
    rmSync(join(folder, "photos"), { recursive: true });
    claim(folder);
    assert.deepEqual(open(folder), []);
  });

  it("is taken again after a start that came no further than its logs", () => {
    mkdirSync(join(folder, "logs"), { recursive: true });
    claim(folder);
    assert.deepEqual(open(folder), []);
  });

  it("lets PostgreSQL through and nobody else in when root has no user namespaces", async function () {
    if (process.getuid?.() !== 0) this.skip();
    const { PATH } = process.env;
    mkdirSync(join(parent, "bin"));
    chmodSync(parent, 0o711);
    writeFileSync(join(parent, "bin", "unshare"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    process.env.PATH = `${join(parent, "bin")}:${PATH}`;
    try {
      for (const opened of [0, 1]) {
        const stack = await startStack(folder);
        assert.deepEqual(open(folder), []);
        assert.equal(lstatSync(folder).mode & 0o777, 0o710);
        assert.equal(stack.printed().includes("open to other users"), false, `${opened}`);
        await stack.stop();
      }
    } finally {
      process.env.PATH = PATH;
    }
  });
});
