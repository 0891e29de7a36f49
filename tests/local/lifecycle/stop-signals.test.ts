import assert from "node:assert/strict";
import { onStopSignals } from "../../../local/lifecycle/stop-signals";

describe("Ctrl-C", () => {
  const heard: string[] = [];
  let now = 0;
  let release: () => void = () => {};
  beforeEach(() => {
    heard.length = 0;
    now = 1_000;
    release = onStopSignals(
      () => heard.push("stop"),
      () => heard.push("abandon"),
      () => now,
    );
  });
  afterEach(() => release());

  it("stops in order, and at once when it comes again", () => {
    process.emit("SIGINT");
    now += 301;
    process.emit("SIGINT");
    assert.deepEqual(heard, ["stop", "abandon"]);
  });

  it("counts once when npm passes it on as well", () => {
    process.emit("SIGINT");
    now += 300;
    process.emit("SIGINT");
    assert.deepEqual(heard, ["stop"]);
  });

  it("is the same as SIGTERM and the end of the terminal", () => {
    process.emit("SIGHUP");
    now += 301;
    process.emit("SIGTERM");
    assert.deepEqual(heard, ["stop", "abandon"]);
  });

  it("is Node's again afterwards", () => {
    release();
    assert.equal(process.listenerCount("SIGHUP"), 0);
  });
});
