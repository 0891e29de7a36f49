import { Readable } from "node:stream";

/** The body of an answer on its way: whoever writes it waits for whoever reads it. */
export class AnswerStream extends Readable {
  /** How much of it has come so far. */
  bytes = 0;
  private wanted = (): void => {};

  constructor() {
    super();
    // Whoever reads it is told; nobody has to.
    this.on("error", () => {});
  }

  /** Resolves once more is wanted, or nobody reads any more. */
  offer(piece: Buffer): Promise<void> {
    this.bytes += piece.length;
    if (this.destroyed || this.push(piece)) return Promise.resolve();
    return new Promise((resolve) => {
      this.wanted = resolve;
    });
  }

  end(): void {
    this.push(null);
  }

  override _read(): void {
    this.wanted();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.wanted();
    done(error);
  }
}
