import type { Duplex } from "node:stream";
import { type FrameHead, frame, frameReader } from "../bootstrap/frames.cjs";
import type { Invocation } from "./invocation";

/** fidelity: docs: "Lambda quotas", synchronous response; the number is of the error message */
const MAX_RESPONSE_BYTES = 6_291_556;

export interface Answer {
  readonly payload: Buffer;
  readonly failed: boolean;
  /** Memory of the process in bytes. */
  readonly memoryBytes: number;
}

export interface ChannelEvents {
  /** The process asks for work: its initialisation, or what it did before, is over. */
  idle(): void;
  /** What became of the event delivered last; at most once for each. */
  answered(answer: Answer): void;
  /** A piece of the answer of a handler that streams; the process waits until it is taken. */
  chunk(piece: Buffer): Promise<void>;
  /** The process could not load the handler; Lambda's error object. */
  initFailed(payload: Buffer): void;
  /** The port of 127.0.0.1 behind a host name of AWS; says in the log what is missing when there is none. */
  localPort(host: string, port: number): number | undefined;
}

/** The conversation with one function process. docs/decisions/0005 says why it is not Lambda's Runtime API. */
export class Channel {
  /** The event that the process works on. */
  private requestId: string | undefined;

  constructor(
    private readonly pipe: Duplex,
    private readonly events: ChannelEvents,
  ) {
    pipe.on(
      "data",
      frameReader((head, body) => this.receive(head, body)),
    );
    // The process is gone; its exit says more.
    pipe.on("error", () => {});
  }

  /** Hands an event to the process, which has to be idle. */
  deliver(
    { event, take: _, ...invocation }: Invocation,
    about: { readonly deadlineMs: number; readonly traceId: string },
  ): void {
    this.requestId = invocation.requestId;
    this.pipe.write(frame({ ...invocation, ...about }, event));
  }

  private receive(head: FrameHead, body: Buffer): void {
    if (head.kind === "ready") this.events.idle();
    else if (head.kind === "initError") this.events.initFailed(body);
    else if (head.kind === "lookup") this.lookUp(head);
    else if (head.kind === "chunk") void this.events.chunk(body).then(() => this.pipe.write(frame({ taken: true })));
    else this.answer(head, body);
  }

  private lookUp({ lookup, host, port }: FrameHead): void {
    this.pipe.write(frame({ lookup, port: this.events.localPort(String(host), Number(port)) }));
  }

  private answer({ kind, requestId, memoryBytes, last }: FrameHead, body: Buffer): void {
    if (requestId !== this.requestId) return;
    this.requestId = undefined;
    const tooLarge = kind === "response" && body.length > MAX_RESPONSE_BYTES;
    this.events.answered({
      payload: tooLarge ? RESPONSE_TOO_LARGE : body,
      failed: tooLarge || kind === "error",
      memoryBytes: Number(memoryBytes),
    });
    if (!last) this.events.idle();
  }
}

const RESPONSE_TOO_LARGE = Buffer.from(
  JSON.stringify({
    errorType: "Function.ResponseSizeTooLarge",
    errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  }),
);
