/** An origin that did not answer. */
export class OriginError extends Error {
  constructor(
    readonly status: 502 | 504,
    readonly reason: string,
    /** For the log: what went wrong, and where. */
    detail: string,
  ) {
    super(detail);
  }
}
