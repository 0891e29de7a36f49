import { EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from "@aws-sdk/client-eventbridge";
import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import type * as z from "zod";
import type { BusEnvironment } from "./env";
import { type DetailOf, type EventContract, type EventEntry, eventEntry } from "./events";
import type { Log } from "./log";
import { batchFailures } from "./sqs-batch";
import { type Change, eachChange } from "./stream-batch";
import { isUnavailable } from "./unavailable";

/** An event with its data, which has to fit its contract. */
export interface Announcement {
  readonly contract: EventContract;
  readonly detail: unknown;
}

/** An event with its data, checked by the compiler: `announced(BookingConfirmed, { bookingId })`. */
export const announced = <Contract extends EventContract>(
  contract: Contract,
  detail: DetailOf<Contract>,
): Announcement => ({ contract, detail });

interface Outbox<Item> {
  readonly bus: BusEnvironment;
  /** Of the table's items, as its stream has them. */
  readonly item: z.core.$ZodType<Item>;
  /** What a change means to others, none where it means nothing. The same for the same change, each time it is asked. */
  readonly events: (change: Change<Item>) => readonly Announcement[];
  readonly log: Pick<Log, "error">;
  /** @default PutEvents with a client of its own */
  readonly put?: PutEvents;
}

/** Answers for each entry, in their order. */
type PutEvents = (entries: EventEntry[]) => Promise<{ readonly Entries?: readonly PutEventsResultEntry[] | undefined }>;

/** What one call of PutEvents takes. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MOST_ENTRIES = 10;

/**
 * Puts the events of a table's changes on a bus, by the table's stream: what was written is announced, and what was not is
 * not, whatever is killed in between. The events of one item are put in the order of its changes; the bus gives no order
 * to its consumers. At the first that the bus does not take it stops, and Lambda comes back with that record and those
 * after it.
 *
 * An event may come more than once. Each carries what `keyOf` of `runtime/idempotency` reads, the same every time that
 * the change is announced.
 *
 * @example
 * export const handler = outbox({
 *   bus: env.bus("events"),
 *   item: StoredBooking,
 *   events: ({ after }) => (after?.status === "confirmed" ? [announced(BookingConfirmed, after)] : []),
 *   log,
 * });
 */
export const outbox =
  <Item>({ bus, item, events, log, put = putter() }: Outbox<Item>) =>
  async ({ Records }: { readonly Records: readonly DynamoDBRecord[] }): Promise<DynamoDBBatchResponse> => {
    const pending: Pending[] = [];
    const read = await eachChange(
      Records,
      item,
      async (change) => {
        const made = events(change).map(({ contract, detail }, at) => ({
          ...eventEntry(bus.name, contract, detail),
          Resources: [changeKey(Records, change.sequenceNumber, at)],
        }));
        const key = JSON.stringify(Object.entries(change.key).map(([name, value]) => [name, String(value)]));
        pending.push(...made.map((entry) => ({ entry, key, sequenceNumber: change.sequenceNumber })));
      },
      log,
    );
    for (const call of callsOf(pending)) {
      const refused = await firstRefused(call, put);
      if (refused === undefined) continue;
      log.error("event not put", { sequenceNumber: refused.sequenceNumber, reason: refused.reason });
      return batchFailures([refused.sequenceNumber]);
    }
    return read;
  };

interface Pending {
  readonly entry: EventEntry;
  /** Of the item. */
  readonly key: string;
  readonly sequenceNumber: string;
}

/** As many as a call takes, and of an item one: a call may be taken in part, and the second one must not pass the first. */
const callsOf = (pending: readonly Pending[]): Pending[][] => {
  const calls: Pending[][] = [];
  for (const each of pending) {
    const last = calls.at(-1);
    if (last === undefined || last.length === MOST_ENTRIES || last.some(({ key }) => key === each.key))
      calls.push([each]);
    else last.push(each);
  }
  return calls;
};

/** The first event that the bus did not take; `undefined` when it has all. */
const firstRefused = async (
  call: readonly Pending[],
  put: PutEvents,
): Promise<{ readonly sequenceNumber: string; readonly reason: string } | undefined> => {
  const [first] = call;
  if (first === undefined) return undefined;
  try {
    const { Entries = [] } = await put(call.map(({ entry }) => entry));
    const at = Entries.findIndex(({ ErrorCode }) => ErrorCode !== undefined);
    const refused = call[at];
    return refused && { ...refused, reason: `${Entries[at]?.ErrorCode}: ${Entries[at]?.ErrorMessage}` };
  } catch (error) {
    if (call.length === 1 || isUnavailable(error)) return { ...first, reason: String(error) };
    // One that the bus never takes, or all of them too large for one call: alone, the others are not held up by it.
    for (const each of call) {
      const refused = await firstRefused([each], put);
      if (refused) return refused;
    }
    return undefined;
  }
};

const putter = (): PutEvents => {
  const client = new EventBridgeClient();
  return (Entries) => client.send(new PutEventsCommand({ Entries }));
};

/** The stream of the table, the record in it, and which of its events it is. All records of a batch are of one stream. */
const changeKey = ([record]: readonly DynamoDBRecord[], sequenceNumber: string, at: number): string =>
  `${record?.eventSourceARN}/${sequenceNumber}/${at}`;

/** Whether a resource of an event is the change that it announces. */
export const isChangeKey = (resource: string): boolean => /^arn:[^:]+:dynamodb:.*:table\/.*\/stream\//.test(resource);
