export type State = "visible" | "delayed" | "inFlight" | "gone";

/** What the queue keeps in memory of a message; the rest stays in storage. */
export interface Entry {
  readonly sequence: number;
  readonly sentAt: number;
  readonly groupId: string | undefined;
  readonly priorReceives: number;
  state: State;
  /** When a delayed message, or one in flight, is visible again. */
  visibleAt: number;
  /** Start of the latest receive. */
  receivedAt: number;
  firstReceivedAt: number | undefined;
  /** In this queue. */
  receives: number;
}
