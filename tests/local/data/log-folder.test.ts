import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LOG_FILE_BYTES, LOG_FOLDER_BYTES } from "../../../local/data/log-folder";
import { TerminalLog } from "../../../local/terminal/terminal-log";

describe("the folder of the logs", () => {
  let folder = "";
  let log: TerminalLog;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "logs-"));
    log = new TerminalLog({ folder, colours: false, write: () => {} });
  });
  afterEach(() => {
    log.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const hidden = { shown: false };
  const file = (name: string) => readFileSync(join(folder, name), "utf8");
  const total = () => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const line = (number: number, length = 100_000) => `${String(number).padStart(8, "0")} ${"é".repeat(length / 2)}`;

  /** Lines `from` to `to` of a source, with an end of a run after them. */
  const write = (source: string, from: number, to: number) => {
    for (let number = from; number < to; number++) log.output(source, line(number), hidden);
    log.close();
  };

  it("holds the newest lines of a run that goes on for long, each of them whole", () => {
    write("orders", 0, 1_000);
    const [full, rest] = [file("orders.log.1"), file("orders.log")];
    assert.ok(Buffer.byteLength(full) <= LOG_FILE_BYTES && Buffer.byteLength(rest) <= LOG_FILE_BYTES);
    const kept = `${full}${rest}`.trimEnd().split("\n");
    assert.ok(kept.length >= 100, `${kept.length}`);
    assert.deepEqual(
      kept,
      kept.map((_, index) => line(1_000 - kept.length + index)),
    );
    assert.deepEqual(readdirSync(folder).sort(), ["orders.log", "orders.log.1"]);
  });

  it("is bounded however many functions write, and what was added last stays", () => {
    const names = Array.from({ length: 30 }, (_, index) => `function-${String(index).padStart(2, "0")}`);
    for (const name of names) write(name, 0, 90);
    assert.ok(total() <= LOG_FOLDER_BYTES && total() > LOG_FOLDER_BYTES * 0.8, `${total()}`);
    const kept = names.slice(-readdirSync(folder).length).map((name) => `${name}.log`);
    assert.deepEqual(readdirSync(folder).sort(), kept);
    assert.ok(file("function-29.log").endsWith(`${line(89)}\n`));
  });

  it("gives up full files before any that is still written, what earlier runs left included", () => {
    writeFileSync(join(folder, "old.log.1"), Buffer.alloc(LOG_FOLDER_BYTES - 10));
    writeFileSync(join(folder, "rare.log"), "rare\n");
    utimesSync(join(folder, "rare.log"), 0, 0);
    write("orders", 0, 1);
    assert.deepEqual(readdirSync(folder).sort(), ["orders.log", "rare.log"]);
  });

  it("keeps no line that is longer than a file, and says so", () => {
    log.output("orders", "before", hidden);
    log.output("orders", "x".repeat(LOG_FILE_BYTES), hidden);
    log.output("orders", "after", hidden);
    log.close();
    assert.equal(file("orders.log"), `before\n(a line of ${LOG_FILE_BYTES} characters is not kept)\nafter\n`);
  });

  it("goes on when it is removed", () => {
    write("orders", 0, 1);
    rmSync(folder, { recursive: true });
    write("orders", 1, 2);
    write("orders", 2, 3);
    assert.equal(file("orders.log"), `${line(2)}\n`);
  });

  it("loses whole lines on a full disk, and nothing else", () => {
    // A limit for files stands in for the disk: both take a part of what is written and refuse the rest.
    const program = `
      const { TerminalLog } = require("./local/terminal/terminal-log");
      const log = new TerminalLog({ folder: ${JSON.stringify(folder)}, colours: false, write: () => {} });
      log.warn("first", "fits");
      log.warn("second", "x".repeat(500_000));
      log.output("other", "fits as well", { shown: false });
      log.warn("third", "fits");
      log.close();
      console.log("still there");`;
    const limited = 'ulimit -f 200 && exec "$0" --require ./local/loader/typescript.cjs -e "$1"';
    const { stdout, stderr } = spawnSync("/bin/sh", ["-c", limited, process.execPath, program], {
      cwd: resolve(__dirname, "../../.."),
      encoding: "utf8",
    });
    assert.equal(stdout, "still there\n", stderr);
    assert.equal(file("cloud.log"), "warning: first: fits\nwarning: third: fits\n");
    assert.equal(file("other.log"), "fits as well\n");
  });
});
