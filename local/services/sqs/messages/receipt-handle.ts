/** What a receipt handle says: which message of which queue, and which of its receives. */
export interface Receipt {
  readonly queueId: string;
  readonly sequence: number;
  readonly receive: number;
}

/** Opaque to clients. Holds all it takes to find the message, so that a handle still works after a restart. */
export const writeReceipt = ({ queueId, sequence, receive }: Receipt): string =>
  Buffer.from(`${queueId}/${sequence}/${receive}`, "latin1").toString("base64");

export const readReceipt = (handle: string): Receipt | undefined => {
  const match = /^([0-9a-f-]{36})\/(\d{1,15})\/(\d{1,9})$/.exec(Buffer.from(handle, "base64").toString("latin1"));
  const [, queueId, sequence, receive] = match ?? [];
  if (queueId === undefined) return undefined;
  return { queueId, sequence: Number(sequence), receive: Number(receive) };
};
