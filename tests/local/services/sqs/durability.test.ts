import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { resourceContext, startTestCloud } from "../../cloud/test-cloud";

const ARN = "arn:aws:sqs:eu-west-1:000000000000:inbox";

const OPEN = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: `${ARN}.fifo` }],
});

describe("sqs: durability", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tiers-durability-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What a sender was answered before it was killed. */
  const answered = async (kind: "standard" | "fifo"): Promise<readonly string[]> => {
    const child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "endless-sender.ts"), folder, kind], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout ?? assert.fail() })) {
      lines.push(line);
      if (lines.length === 500) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    assert.ok(lines.length >= 500);
    return lines;
  };

  it("loses no message that was answered, whenever the process is killed", async () => {
    const bodies = await answered("standard");
    const cloud = await startTestCloud({ folder });
    const messages = await cloud.cloud.directory.sqs.queues.receive(ARN, { max: 1_000_000, waitMs: 0 });
    await cloud.close();
    const found = new Set(messages.map(({ body }) => body));
    assert.deepEqual(
      bodies.filter((body) => !found.has(body)),
      [],
    );
  });

  it("keeps order and deduplication ids of a FIFO queue, whenever the process is killed", async () => {
    const bodies = await answered("fifo");
    const cloud = await startTestCloud({ folder });
    const queues = cloud.cloud.directory.sqs.queues;
    const arn = `${ARN}.fifo`;
    const from = { service: "sns.amazonaws.com", sourceArn: "arn:aws:sns:eu-west-1:000000000000:t" };
    await cloud
      .resource("aws:sqs/queuePolicy:QueuePolicy")
      .create({ queueUrl: `${cloud.cloud.endpoint}/000000000000/inbox.fifo`, policy: OPEN }, resourceContext("p"));
    for (const body of bodies) {
      const ids = { MessageGroupId: body.charAt(0), MessageDeduplicationId: body };
      await queues.deliver(arn, { MessageBody: body, ...ids }, from);
    }
    const messages = await queues.receive(arn, { max: 1_000_000, waitMs: 0 });
    await cloud.close();
    for (const group of ["a", "b", "c", "d"]) {
      const received = messages.filter(({ groupId }) => groupId === group).map(({ body }) => body);
      assert.ok(received.length >= bodies.filter((body) => body.startsWith(group)).length);
      assert.deepEqual(
        received,
        received.map((_, index) => `${group}-${index}`),
      );
    }
  });

  it("remembers receives over a restart, and shows again what was in flight", async () => {
    const first = await startTestCloud({ folder });
    await first
      .resource("aws:sqs/queue:Queue")
      .create(
        { name: "inbox" },
        { urn: "", name: "inbox", region: "", account: "", defaultTags: {}, autoName: () => "inbox" },
      );
    const queues = first.cloud.directory.sqs.queues;
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
    const again = await second.cloud.directory.sqs.queues.receive(ARN, { max: 10, waitMs: 0 });
    assert.deepEqual(
      again.map(({ id, receiveCount }) => [id, receiveCount]),
      [[inFlight?.id, 2]],
    );
    await second.cloud.directory.sqs.queues.delete(again.map(({ receiptHandle }) => receiptHandle));
    await second.close();

    const third = await startTestCloud({ folder });
    assert.equal(third.cloud.directory.sqs.queues.count(ARN, "visible"), 0);
    await third.close();
  });
});
