import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerminalLog } from "../../../local/terminal/terminal-log";

describe("the log of the terminal", () => {
  let folder = "";
  let shown = "";
  const write = (text: string): void => {
    shown += text;
  };
  const open = (colours = false) => new TerminalLog({ folder, colours, write });
  const file = (name: string) => readFileSync(join(folder, name), "utf8");
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "log-")), "logs");
    shown = "";
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("shows every line and keeps the output of each source in a file of its own", async () => {
    const log = open();
    log.info("sqs", "created");
    log.warn("access", "refused");
    log.output("store-orders", "START");
    log.output("../odd/name", "x");
    await log.close();
    assert.equal(shown, "sqs  created\nwarning: access  refused\nstore-orders  START\n../odd/name  x\n");
    assert.equal(file("cloud.log"), "sqs: created\nwarning: access: refused\n");
    assert.equal(file("store-orders.log"), "START\n");
    assert.equal(file(".._odd_name.log"), "x\n");
  });

  it("adds to what earlier runs left, until that is large", async () => {
    const first = open();
    first.output("a", "1");
    await first.close();
    const second = open();
    second.output("a", "2");
    await second.close();
    assert.equal(file("a.log"), "1\n2\n");
    assert.equal(existsSync(join(folder, "a.log.1")), false);
    writeFileSync(join(folder, "a.log"), Buffer.alloc(10 * 1024 * 1024 + 1));
    const third = open();
    third.output("a", "3");
    await third.close();
    assert.equal(file("a.log"), "3\n");
    assert.equal(statSync(join(folder, "a.log.1")).size, 10 * 1024 * 1024 + 1);
  });

  it("has colours on a terminal only", () => {
    open(true).warn("a", "b");
    assert.equal(shown, "\u001b[33mwarning: a\u001b[0m  b\n");
  });
});
