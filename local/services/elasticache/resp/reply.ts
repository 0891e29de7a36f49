/** An answer of the server before it is written in a version of the protocol. */
export type Reply =
  | string
  | number
  | Buffer
  | null
  | readonly Reply[]
  | ReplyError
  | Status
  | ReplyMap
  | ReplySet
  | ReplyDouble;

/** `+OK`. */
export class Status {
  constructor(readonly text: string) {}
}

export const OK = new Status("OK");

/** `-ERR …`: a code and a text. */
export class ReplyError {
  constructor(readonly text: string) {}
}

/** A map in version 3, a flat list in version 2. */
export class ReplyMap {
  constructor(readonly entries: readonly (readonly [Reply, Reply])[]) {}
}

/** A set in version 3, a list in version 2. */
export class ReplySet {
  constructor(readonly members: readonly Reply[]) {}
}

/** A double in version 3, a text in version 2. */
export class ReplyDouble {
  constructor(readonly value: number) {}
}

export type ProtocolVersion = 2 | 3;

export const written = (reply: Reply, version: ProtocolVersion): Buffer => {
  const parts: Buffer[] = [];
  write(reply, version, parts);
  return Buffer.concat(parts);
};

const write = (reply: Reply, version: ProtocolVersion, to: Buffer[]): void => {
  const [first, rest = []] = parts(reply, version);
  to.push(Buffer.from(`${first}\r\n`, "latin1"));
  if (Buffer.isBuffer(rest)) to.push(rest, Buffer.from("\r\n"));
  else for (const each of rest) write(each, version, to);
};

/** The first line, and what follows: the bytes of a text, or further replies. */
const parts = (reply: Reply, version: ProtocolVersion): readonly [string, (Buffer | readonly Reply[])?] => {
  if (reply === null) return [version === 3 ? "_" : "$-1"];
  if (typeof reply === "number") return [`:${reply}`];
  if (typeof reply === "string") return parts(Buffer.from(reply), version);
  if (Buffer.isBuffer(reply)) return [`$${reply.length}`, reply];
  if (reply instanceof Status) return [`+${reply.text}`];
  if (reply instanceof ReplyError) return [`-${reply.text}`];
  if (reply instanceof ReplyDouble) return version === 3 ? [`,${reply.value}`] : parts(String(reply.value), version);
  if (reply instanceof ReplySet) return [`${version === 3 ? "~" : "*"}${reply.members.length}`, reply.members];
  if (!(reply instanceof ReplyMap)) return [`*${reply.length}`, reply];
  const { entries } = reply;
  return [version === 3 ? `%${entries.length}` : `*${entries.length * 2}`, entries.flat()];
};
