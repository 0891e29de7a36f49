import { errorOutcome, type Invocation } from "./invocation";

// fidelity: docs: "Lambda quotas", response streaming: 200 MB; what is collected is a synchronous response
const MAX_BYTES = { taken: 200 * 1024 * 1024, collected: 6_291_556 } as const;

// fidelity: guess: the text, for an answer that streams
export const RESPONSE_TOO_LARGE = errorOutcome(
  "Function.ResponseSizeTooLarge",
  `Response payload size exceeded maximum allowed payload size (${MAX_BYTES.taken} bytes).`,
);

/** What a handler writes while it runs: handed on, or collected for whoever wants all at once. */
export class StreamedAnswer {
  private bytes = 0;
  private readonly pieces: Buffer[] = [];

  constructor(private readonly taker: Invocation["take"]) {}

  /** Resolves once the next piece may come; with `false` where it is too much. */
  async take(piece: Buffer): Promise<boolean> {
    this.bytes += piece.length;
    if (this.bytes > (this.taker ? MAX_BYTES.taken : MAX_BYTES.collected)) return false;
    if (this.taker) await this.taker(piece);
    else this.pieces.push(piece);
    return true;
  }

  /** With what the handler returned, which is nothing where it streams. */
  payload(returned: Buffer): Buffer {
    return this.pieces.length === 0 ? returned : Buffer.concat([...this.pieces, returned]);
  }
}
