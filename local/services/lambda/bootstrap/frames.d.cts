export type FrameHead = Readonly<Record<string, unknown>>;

/** A frame as bytes. The head is small; a body is up to 6 MB. */
export declare const frame: (head: object, body?: string | Buffer) => Buffer;

/** Takes the chunks of a stream; calls `receive` with each whole frame. */
export declare const frameReader: (receive: (head: FrameHead, body: Buffer) => void) => (chunk: Buffer) => void;
