import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { queuesOf } from "../../../local/services/sqs/queues";
import { startTestCloud } from "../wire/test-cloud";

const ARN = "arn:aws:sqs:eu-west-1:000000000000:inbox";

describe("sqs: durability", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tiers-durability-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const sender = (): ChildProcess =>
    spawn(process.execPath, ["--import", "tsx", join(__dirname, "endless-sender.ts"), folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });

  it("loses no message that was answered, whenever the process is killed", async () => {
    const child = sender();
    const answered: string[] = [];
    for await (const line of createInterface({ input: child.stdout ?? assert.fail() })) {
      answered.push(line);
      if (answered.length === 500) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    assert.ok(answered.length >= 500);

    const cloud = await startTestCloud({ folder });
    const messages = await queuesOf(cloud.cloud.directory).receive(ARN, { max: 1_000_000, waitMs: 0 });
    await cloud.close();
    const found = new Set(messages.map(({ body }) => body));
    assert.deepEqual(
      answered.filter((body) => !found.has(body)),
      [],
    );
  });

  it("remembers receives over a restart, and shows again what was in flight", async () => {
    const first = await startTestCloud({ folder });
    await first
      .resource("aws:sqs/queue:Queue")
      .create(
        { name: "inbox" },
        { urn: "", name: "inbox", region: "", account: "", defaultTags: {}, autoName: () => "inbox" },
      );
    const queues = queuesOf(first.cloud.directory);
    await first.sqs.handle?.({
      principal: first.access.find(first.access.administrator.accessKeyId)?.principal ?? assert.fail(),
      method: "POST",
      url: "/000000000000/inbox",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: Buffer.from("Action=SendMessage&MessageBody=a"),
      requestId: "r",
    });
    const [inFlight] = await queues.receive(ARN, { max: 1, waitMs: 0 });
    await first.close();

    const second = await startTestCloud({ folder });
    assert.equal(second.access.administrator.accessKeyId, first.access.administrator.accessKeyId);
    const again = await queuesOf(second.cloud.directory).receive(ARN, { max: 10, waitMs: 0 });
    assert.deepEqual(
      again.map(({ id, receiveCount }) => [id, receiveCount]),
      [[inFlight?.id, 2]],
    );
    await queuesOf(second.cloud.directory).delete(again.map(({ receiptHandle }) => receiptHandle));
    await second.close();

    const third = await startTestCloud({ folder });
    assert.equal(queuesOf(third.cloud.directory).count(ARN, "visible"), 0);
    await third.close();
  });
});
