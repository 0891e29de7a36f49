import { connect, type Socket } from "node:net";
import { bodyOf, eachFrame, type Frame } from "./frames";

/** Whom a connection to the database belongs to. */
export interface Login {
  readonly user: string;
  readonly database: string;
}

/** The database refused a connection; `frame` is what it said. */
export class RefusedByDatabase extends Error {
  constructor(readonly frame: Frame) {
    super("the database refused the connection");
  }
}

/** A connection of the pool to the database, ready for a transaction. */
export class Backend {
  /** ParameterStatus messages, for clients. */
  readonly parameters: Frame[] = [];
  private listener: (frame: Frame) => void = () => {};
  private key: Frame | undefined;
  private gone: () => void = () => {};

  private constructor(
    private readonly socket: Socket,
    private readonly path: string,
    readonly login: Login,
  ) {}

  static open(path: string, login: Login): Promise<Backend> {
    return new Promise((resolve, reject) => {
      const socket = connect(path);
      const backend = new Backend(socket, path, login);
      socket.once("error", reject);
      socket.once("close", () => {
        reject(new Error("the database ended the connection"));
        backend.gone();
      });
      backend.listener = (frame) => {
        if (frame.type === "E") reject(new RefusedByDatabase(frame));
        if (frame.type === "S") backend.parameters.push(frame);
        if (frame.type === "K") backend.key = frame;
        if (frame.type === "Z") resolve(backend);
      };
      eachFrame(socket, (frame) => backend.listener(frame));
      socket.write(startup(login));
    });
  }

  get open(): boolean {
    return !this.socket.destroyed;
  }

  /** From now on its messages, and its end, are somebody's. */
  attach(listener: (frame: Frame) => void, gone: () => void): void {
    this.listener = listener;
    this.gone = gone;
  }

  write({ bytes }: Frame): boolean {
    return this.socket.write(bytes);
  }

  end(): void {
    this.socket.destroy();
  }

  /** Has the database cancel what this connection runs. */
  cancel(): void {
    if (!this.key) return;
    const packet = Buffer.alloc(16);
    packet.writeInt32BE(16, 0);
    packet.writeInt32BE(CANCEL_REQUEST, 4);
    bodyOf(this.key).copy(packet, 8);
    connect(this.path)
      .on("error", () => {})
      .end(packet);
  }
}

const CANCEL_REQUEST = 80_877_102;
const PROTOCOL_3 = 196_608;

const startup = ({ user, database }: Login): Buffer => {
  const words = ["user", user, "database", database, "client_encoding", "UTF8"].map((word) => `${word}\0`).join("");
  const body = Buffer.from(`${words}\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(PROTOCOL_3, 4);
  return Buffer.concat([head, body]);
};
