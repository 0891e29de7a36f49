/** What happened to a ticket, in a form that is kept. */
export interface AuditEntry {
  readonly ticketId: string;
  readonly event: "booked" | "cancelled";
  /** When it happened. */
  readonly at: string;
  readonly holder: string;
  readonly showId: string;
  readonly seats: number;
}

/** Where entries are kept for good. */
export interface AuditLog {
  /** Keeps an entry; one of the same ticket and event that is there already stays as it is. */
  keep(entry: AuditEntry): Promise<void>;
}
