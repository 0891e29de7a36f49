/** A value of the Redis serialization protocol that a client may not send, or a server did not end. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

const CR = 13;
/** fidelity: docs: proto-max-bulk-len, 512 MB; a cache of this cloud takes less at once */
const MAX_BULK_BYTES = 64 * 1024 * 1024;
const MAX_ARGUMENTS = 1024 * 1024;
/** Of a line: a length, or a command that is typed by hand. fidelity: docs: PROTO_INLINE_MAX_SIZE, 64 KB */
const MAX_LINE_BYTES = 64 * 1024;

/** Cuts the bytes that come in into pieces, which `end` finds the end of; what is not whole waits for the rest. */
class Cutter {
  protected pending: Buffer = Buffer.alloc(0);

  protected add(bytes: Buffer): void {
    this.pending = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
  }

  /** Index behind the line that begins at `from`; `undefined` while it is not whole. */
  protected lineEnd(from: number): number | undefined {
    const at = this.pending.indexOf("\r\n", from, "latin1");
    if (at >= 0) return at + 2;
    if (this.pending.length - from > MAX_LINE_BYTES) throw new ProtocolError("too big inline request");
    return undefined;
  }

  protected line(from: number, end: number): string {
    return this.pending.toString("latin1", from, end - 2);
  }

  protected size(from: number, end: number, most: number, what: string): number {
    const text = this.line(from, end);
    const size = Number(text);
    if (!/^-?\d+$/.test(text) || size > most) throw new ProtocolError(`invalid ${what} length`);
    return size;
  }
}

/** Reads commands: arrays of bulk strings, or a line of words. */
export class CommandReader extends Cutter {
  /** The commands that these bytes complete. @throws {ProtocolError} */
  *read(bytes: Buffer): Generator<readonly Buffer[]> {
    this.add(bytes);
    for (let next = this.command(); next; next = this.command()) {
      this.pending = this.pending.subarray(next.end);
      if (next.words.length > 0) yield next.words;
    }
  }

  private command(): { readonly words: readonly Buffer[]; readonly end: number } | undefined {
    if (this.pending.length === 0) return undefined;
    const end = this.lineEnd(0);
    if (end === undefined) return undefined;
    if (this.pending[0] !== ASTERISK) {
      const words = this.line(0, end).split(/\s+/).filter(Boolean);
      return { words: words.map((word) => Buffer.from(word, "latin1")), end };
    }
    const count = this.size(1, end, MAX_ARGUMENTS, "multibulk");
    const words: Buffer[] = [];
    let at = end;
    for (let index = 0; index < count; index++) {
      const bulk = this.bulk(at);
      if (!bulk) return undefined;
      words.push(bulk.word);
      at = bulk.end;
    }
    return { words, end: at };
  }

  private bulk(at: number): { readonly word: Buffer; readonly end: number } | undefined {
    if (at >= this.pending.length) return undefined;
    if (this.pending[at] !== DOLLAR)
      throw new ProtocolError(`expected '$', got '${String.fromCharCode(this.pending[at] ?? 0)}'`);
    const start = this.lineEnd(at);
    if (start === undefined) return undefined;
    const length = this.size(at + 1, start, MAX_BULK_BYTES, "bulk");
    if (length < 0) throw new ProtocolError("invalid bulk length");
    if (this.pending.length < start + length + 2) return undefined;
    return { word: this.pending.subarray(start, start + length), end: start + length + 2 };
  }
}

/** Cuts what a server answers into replies, of either version of the protocol, without reading them. */
export class ReplyCutter extends Cutter {
  *read(bytes: Buffer): Generator<Buffer> {
    this.add(bytes);
    for (let end = this.replyEnd(0); end !== undefined; end = this.replyEnd(0)) {
      const reply = this.pending.subarray(0, end);
      this.pending = this.pending.subarray(end);
      yield reply;
    }
  }

  private replyEnd(from: number): number | undefined {
    if (from >= this.pending.length) return undefined;
    const end = this.lineEnd(from);
    if (end === undefined) return undefined;
    const kind = String.fromCharCode(this.pending[from] ?? CR);
    if ("+-:_,#(".includes(kind)) return end;
    const size = this.size(from + 1, end, MAX_BULK_BYTES, "reply");
    if ("$!=".includes(kind)) {
      if (size < 0) return end;
      return this.pending.length < end + size + 2 ? undefined : end + size + 2;
    }
    let at: number | undefined = end;
    // An attribute stands before the reply that it is about.
    const parts = kind === "%" ? size * 2 : kind === "|" ? size * 2 + 1 : size;
    for (let part = 0; part < parts && at !== undefined; part++) at = this.replyEnd(at);
    return at;
  }
}

const ASTERISK = "*".charCodeAt(0);
const DOLLAR = "$".charCodeAt(0);
