import { systemClock } from "../../../../local/cloud/clock";
import { Storage } from "../../../../local/data/storage";
import { QueueRegistry } from "../../../../local/services/sqs/queue/queue-registry";

/** Sends to a standard queue, or to a FIFO one with a group a sender, without end and prints each body once its send was answered; the test kills it. */
const main = async (folder: string, kind: string) => {
  const log = { info: () => undefined, warn: () => undefined, output: () => undefined };
  const place = { account: "000000000000", region: "eu-west-1", partition: "aws", endpoint: "http://127.0.0.1:1" };
  const registry = new QueueRegistry({ ...place, storage: Storage.open(folder), clock: systemClock, log });
  const fifo = kind === "fifo";
  const queue = await (fifo ? registry.create("inbox.fifo", { FifoQueue: "true" }) : registry.create("inbox", {}));
  const sender = async (name: string) => {
    for (let number = 0; ; number++) {
      const body = `${name}-${number}`;
      const ids = fifo ? { groupId: name, deduplicationId: body } : {};
      await queue.send({ id: body, body, bodyMd5: "", senderId: "", sentAt: Date.now(), ...ids });
      process.stdout.write(`${body}\n`);
    }
  };
  await Promise.all(["a", "b", "c", "d"].map(sender));
};

void main(process.argv[2] ?? "", process.argv[3] ?? "");
