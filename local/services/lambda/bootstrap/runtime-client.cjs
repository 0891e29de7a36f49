"use strict";
const net = require("node:net");
const { frame, frameReader } = require("./frames.cjs");

/** The pipe to the local cloud. While nothing is awaited from it, it does not keep the event loop alive. */
const pipe = new net.Socket({ fd: 3, readable: true, writable: true });
let awaited = 0;
let deliver;
const lookups = new Map();
let lookupCount = 0;
let taken;

const wait = (awaits) => {
  if (awaited++ === 0) pipe.ref();
  return new Promise(awaits);
};
const waited = () => {
  if (--awaited === 0) pipe.unref();
};

pipe.on(
  "data",
  frameReader((head, body) => {
    waited();
    if (head.taken) return taken();
    if (head.lookup === undefined) return deliver({ head, text: body.utf8Slice() });
    lookups.get(head.lookup)(head.port);
    lookups.delete(head.lookup);
  }),
);
// The local cloud is gone: so is this process.
pipe.on("error", () => process.exit(1));
pipe.on("close", () => process.exit(1));

/** Sends a frame; resolves with the next event. */
const send = (head, text) => {
  pipe.write(frame(head, text));
  return wait((resolve) => {
    deliver = resolve;
  });
};

/** Sends the last frame of this process; resolves once it is on its way. */
const sendLast = (head, error) => new Promise((resolve) => pipe.write(frame(head, JSON.stringify(error)), resolve));

// Asking the system costs as much as all else here together.
const MEMORY_INTERVAL_MS = 100;
let memoryBytes = 0;
let memoryAt = Number.NEGATIVE_INFINITY;
const memory = () => {
  const now = performance.now();
  if (now - memoryAt > MEMORY_INTERVAL_MS) {
    memoryBytes = process.memoryUsage.rss();
    memoryAt = now;
  }
  return memoryBytes;
};

module.exports = {
  ready: () => send({ kind: "ready" }),
  respond: (requestId, text) => send({ kind: "response", requestId, memoryBytes: memory() }, text),
  fail: (requestId, error) => send({ kind: "error", requestId, memoryBytes: memory() }, JSON.stringify(error)),
  failLast: (requestId, error) => sendLast({ kind: "error", requestId, memoryBytes: memory(), last: true }, error),
  failInit: (error) => sendLast({ kind: "initError" }, error),
  /** Sends a piece of an answer; resolves once somebody took it. One at a time. */
  sendChunk: (requestId, bytes) => {
    pipe.write(frame({ kind: "chunk", requestId }, bytes));
    return wait((resolve) => {
      taken = resolve;
    });
  },
  /** The port of 127.0.0.1 behind a host name of AWS; `undefined` when the function cannot reach it. */
  localPort: (host, port) => {
    const lookup = ++lookupCount;
    pipe.write(frame({ kind: "lookup", lookup, host, port }));
    return wait((resolve) => lookups.set(lookup, resolve));
  },
};
