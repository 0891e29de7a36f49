"use strict";
// What the local cloud and a function process say to each other over their pipe: frames of a JSON head and a body.

const LENGTHS_BYTES = 8;

/** A frame as bytes, in one piece: every write wakes the other side. */
const frame = (head, body = "") => {
  const headText = JSON.stringify(head);
  const headBytes = Buffer.byteLength(headText);
  const bodyBytes = Buffer.byteLength(body);
  const bytes = Buffer.allocUnsafe(LENGTHS_BYTES + headBytes + bodyBytes);
  bytes.writeUInt32LE(headBytes, 0);
  bytes.writeUInt32LE(bodyBytes, 4);
  bytes.utf8Write(headText, LENGTHS_BYTES);
  if (typeof body === "string") bytes.utf8Write(body, LENGTHS_BYTES + headBytes);
  else body.copy(bytes, LENGTHS_BYTES + headBytes);
  return bytes;
};

/** Takes the chunks of a stream as they come; calls `receive` with the head and the body of each whole frame. */
const frameReader = (receive) => {
  let chunks = [];
  let size = 0;
  let needed = LENGTHS_BYTES;
  const take = (bytes) => {
    const bodyStart = LENGTHS_BYTES + bytes.readUInt32LE(0);
    const end = bodyStart + bytes.readUInt32LE(4);
    if (bytes.length < end) return end;
    const rest = bytes.subarray(end);
    chunks = rest.length > 0 ? [rest] : [];
    size = rest.length;
    receive(JSON.parse(bytes.utf8Slice(LENGTHS_BYTES, bodyStart)), bytes.subarray(bodyStart, end));
    return LENGTHS_BYTES;
  };
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    while (size >= needed) {
      const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size);
      chunks = [bytes];
      needed = take(bytes);
    }
  };
};

module.exports = { frame, frameReader };
