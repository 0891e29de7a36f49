/** Follows the frames of a client, RFC 6455, as they come in, to tell of one that is too long when its head is there. */
export class FrameWatch {
  private pending = Buffer.alloc(0);
  /** Bytes of the frame at hand that are still to come. */
  private left = 0;

  constructor(
    private readonly most: number,
    private readonly tooLong: () => void,
  ) {}

  take(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      const skipped = Math.min(this.left, rest.length);
      this.left -= skipped;
      rest = rest.subarray(skipped);
      if (rest.length === 0) return;
      this.pending = Buffer.concat([this.pending, rest]);
      const head = headOf(this.pending);
      if (!head) return;
      if (head.payload > this.most) this.tooLong();
      this.left = head.payload;
      rest = this.pending.subarray(head.length);
      this.pending = Buffer.alloc(0);
    }
  }
}

/** Length of a frame's head and of its payload; undefined until the head is there. */
const headOf = (bytes: Buffer): { length: number; payload: number } | undefined => {
  if (bytes.length < 2) return undefined;
  const masked = ((bytes[1] ?? 0) & 0x80) === 0 ? 0 : 4;
  const short = (bytes[1] ?? 0) & 0x7f;
  const length = 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + masked;
  if (bytes.length < length) return undefined;
  const payload = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  return { length, payload };
};
