import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import type { Log } from "serverless-tiers/runtime/log";
import { type Change, eachChange } from "serverless-tiers/runtime/stream-batch";
import { StoredTicket } from "../../contracts/tickets";
import type { AuditEntry, AuditLog } from "./audit-log";

/** Keeps each booking and each cancellation of the stream of tickets, once however often its record comes. */
export const auditBookings =
  ({ audit, log }: { audit: AuditLog; log: Pick<Log, "error"> }) =>
  (records: readonly DynamoDBRecord[]): Promise<DynamoDBBatchResponse> =>
    eachChange(
      records,
      StoredTicket,
      async (change) => {
        const entry = entryOf(change);
        if (entry) await audit.keep(entry);
      },
      log,
    );

/** None for what the table forgets, which was cancelled before. */
const entryOf = ({ after }: Change<StoredTicket>): AuditEntry | undefined => {
  if (after === undefined) return undefined;
  const { bookedAt, cancelledAt, ...ticket } = after;
  return cancelledAt === undefined
    ? { ...ticket, event: "booked", at: bookedAt }
    : { ...ticket, event: "cancelled", at: cancelledAt };
};
