"use strict";
const { Writable } = require("node:stream");
const client = require("./runtime-client.cjs");

/** By these AWS's runtime knows a handler that streams, and a stream what comes before its first bytes. */
const STREAMS = Symbol.for("aws.lambda.runtime.handler.streaming");
const PRELUDE = Symbol("prelude");
const DELIMITER = Buffer.alloc(8);

/** What is written together goes in one piece; beyond it `write` says to wait. */
const PIECE_BYTES = 65_536;

/** The answer of one invocation as a stream: the function goes on once what it wrote is taken. */
const responseStream = (requestId) => {
  const send = (chunks, done) => {
    client.sendChunk(requestId, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)).then(() => done(), done);
  };
  const stream = new Writable({
    highWaterMark: PIECE_BYTES,
    write: (chunk, _, done) => send([chunk], done),
    writev: (chunks, done) =>
      send(
        chunks.map(({ chunk }) => chunk),
        done,
      ),
  });
  // fidelity: observed: AWS's runtime client writes the head before the first write, an empty one too, and not at the end
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...more) => {
    const prelude = stream[PRELUDE];
    stream[PRELUDE] = undefined;
    if (prelude) write(Buffer.concat([Buffer.from(prelude), DELIMITER]));
    return write(chunk, ...more);
  };
  stream.setContentType = () => {};
  return stream;
};

// fidelity: docs: configuration-response-streaming, "Writing response streaming-enabled Lambda functions"
globalThis.awslambda = {
  streamifyResponse: (handler) => Object.defineProperty(handler, STREAMS, { value: "response" }),
  HttpResponseStream: {
    from: (stream, prelude) => Object.assign(stream, { [PRELUDE]: JSON.stringify(prelude) }),
  },
};

module.exports = { responseStream, streams: (handler) => handler[STREAMS] === "response" };
