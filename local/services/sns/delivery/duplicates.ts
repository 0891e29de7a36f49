import { hash } from "node:crypto";
import type { Cloud } from "../../../cloud/cloud";
import type { Collection } from "../../../data/storage";

interface Published {
  readonly messageId: string;
  readonly sequenceNumber: string;
  readonly until: number;
}

/** fidelity: docs: "Message deduplication for FIFO topics" */
const INTERVAL_MS = 5 * 60_000;

/** What FIFO topics were told within five minutes. fidelity: observed: sns-fifo-dedup-across-groups: by topic */
export class Duplicates {
  private readonly kept: Collection<Published>;
  private last = 0;

  constructor(private readonly cloud: Pick<Cloud, "clock" | "storage">) {
    this.kept = cloud.storage.collection("sns.published");
  }

  find(topicArn: string, deduplicationId: string): Published | undefined {
    const found = this.kept.get(`${topicArn}/${deduplicationId}`);
    return found && found.until > this.cloud.clock.now() ? found : undefined;
  }

  /** Numbers a message; `kept` resolves once it is remembered, within the commit of what is written in the same turn. */
  remember(topicArn: string, deduplicationId: string, messageId: string) {
    const now = this.cloud.clock.now();
    this.last = Math.max(this.last + 1, now * 1_000);
    const published: Published = {
      messageId,
      sequenceNumber: `1${String(this.last).padStart(19, "0")}`,
      until: now + INTERVAL_MS,
    };
    const kept = this.kept.put(`${topicArn}/${deduplicationId}`, published);
    return { sequenceNumber: published.sequenceNumber, kept };
  }

  /** Forgets what is over. To be called at a start. */
  async prune(): Promise<void> {
    const now = this.cloud.clock.now();
    for (const [key, { until }] of [...this.kept.entries()]) if (until <= now) await this.kept.remove(key);
  }
}

// fidelity: docs: Publish, MessageDeduplicationId: SHA-256 of the body, without attributes
export const contentId = (message: string): string => hash("sha256", message, "hex");
