import assert from "node:assert/strict";
import { deploy, type Hosting, type Job } from "../../../../components/runtime/deploy/deploy";

const REQUEST = { appId: "d1", branchName: "main", bucket: "artifacts", key: "site.zip" };

/** A hosting whose job goes through these states, the last one for ever, with a clock that moves by sleeping. */
const hosted = (states: readonly Partial<Job>[]) => {
  const [calls, left] = [[] as string[], [...states]];
  let [time, last]: [number, Partial<Job>] = [0, {}];
  const hosting: Hosting = {
    async create({ branchName }) {
      calls.push(`create ${branchName}`);
      return { jobId: "7", uploadUrl: "https://upload" };
    },
    async upload({ bucket, key }, url) {
      calls.push(`upload ${bucket}/${key} ${url}`);
    },
    async start(_, jobId) {
      calls.push(`start ${jobId}`);
    },
    async job() {
      last = left.shift() ?? last;
      return { status: "RUNNING", reasons: [], ...last };
    },
  };
  const waiting = {
    withinMs: 60_000,
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
  };
  return { calls, run: () => deploy(hosting, REQUEST, waiting), time: () => time };
};

describe("deploying to Amplify", () => {
  it("waits until the zip is served", async () => {
    const { calls, run } = hosted([{ status: "PENDING" }, {}, { status: "SUCCEED" }]);
    assert.deepEqual(await run(), { jobId: "7", status: "SUCCEED" });
    assert.deepEqual(calls, ["create main", "upload artifacts/site.zip https://upload", "start 7"]);
  });

  it("fails with what Amplify says", async () => {
    const { run } = hosted([{}, { status: "FAILED", reasons: ["no index", "too large"] }]);
    await assert.rejects(run(), /^Error: deployment 7 of branch main ended as FAILED; no index; too large$/);
    await assert.rejects(hosted([{ status: "CANCELLED" }]).run(), /ended as CANCELLED$/);
  });

  it("does not wait for ever", async () => {
    const { run, time } = hosted([{}]);
    await assert.rejects(run(), /was not done within 60 s, it is RUNNING$/);
    assert.ok(time() <= 60_000);
  });
});
