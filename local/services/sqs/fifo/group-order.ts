import type { DeliveryOrder } from "../delivery/delivery-order";
import type { Entry } from "../delivery/entry";
import { Line } from "../delivery/line";
import { MessageGroup } from "./message-group";

/**
 * The order of a FIFO queue: as many messages of one group as there are, then those of the next; no message before an
 * earlier one of its group is deleted. A group of which something can be had anew goes to the end of the line.
 * fidelity: observed: test_fifo_receive_message_group_id_ordering, test_fifo_receive_message_with_zero_visibility_timeout
 * and test_fifo_message_group_visibility_after_terminate_visibility_timeout of LocalStack's tests
 */
export class GroupOrder implements DeliveryOrder {
  private readonly groups = new Map<string, MessageGroup>();
  private line = new Line<MessageGroup>();

  added(entry: Entry): void {
    let group = this.groups.get(nameOf(entry));
    if (!group) {
      group = new MessageGroup();
      this.groups.set(nameOf(entry), group);
    }
    group.add(entry);
    this.offer(group);
  }

  shown(entry: Entry): void {
    const group = this.groups.get(nameOf(entry));
    if (group) this.offer(group);
  }

  /** The messages behind it may be had now. */
  removed(entry: Entry): void {
    const group = this.groups.get(nameOf(entry));
    if (group?.isEmpty) this.groups.delete(nameOf(entry));
    else if (group) this.offer(group);
  }

  *draw(): Generator<Entry> {
    for (let group = this.line.shift(); group; group = this.line.shift()) {
      group.queued = false;
      yield* group.available();
    }
  }

  clear(): void {
    this.groups.clear();
    this.line = new Line();
  }

  private offer(group: MessageGroup): void {
    if (group.queued || !group.isReady) return;
    group.queued = true;
    this.line.push(group);
  }
}

const nameOf = ({ groupId }: Entry): string => groupId ?? "";
