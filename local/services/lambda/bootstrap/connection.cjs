"use strict";
const net = require("node:net");

const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * HTTP over one connection to the Runtime API, whose answers all have a content-length. Loading Node's own client takes
 * a third of a function's start, and using it half of what an invocation costs. While no answer is awaited the
 * connection does not keep the event loop alive.
 */
class Connection {
  constructor(host, port) {
    this.host = `${host}:${port}`;
    this.awaited = [];
    this.chunks = [];
    this.size = 0;
    this.needed = 0;
    this.socket = net.connect({ host, port: Number(port), noDelay: true });
    this.socket.unref();
    this.socket.on("data", (chunk) => this.receive(chunk));
    this.socket.on("error", (error) => this.fail(error));
    this.socket.on("close", () => this.fail(new Error("the connection to the local cloud is closed")));
  }

  /** Answers come in the order of the calls; several calls of one turn travel together. */
  call(method, path, text = "", headers = "") {
    const length = Buffer.byteLength(text);
    this.socket.cork();
    this.socket.write(
      `${method} ${path} HTTP/1.1\r\nhost: ${this.host}\r\ncontent-length: ${length}\r\n${headers}\r\n${text}`,
    );
    process.nextTick(() => this.socket.uncork());
    this.socket.ref();
    return new Promise((resolve, reject) => this.awaited.push({ resolve, reject }));
  }

  end() {
    this.socket.end();
  }

  receive(chunk) {
    this.chunks.push(chunk);
    this.size += chunk.length;
    while (this.size > 0 && this.size >= this.needed && this.takeOne());
  }

  takeOne() {
    const bytes = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
    this.chunks = [bytes];
    const headEnd = bytes.indexOf(HEAD_END);
    if (headEnd < 0) return false;
    const [statusLine, ...lines] = bytes.latin1Slice(0, headEnd).split("\r\n");
    const headers = {};
    for (const line of lines) {
      const colon = line.indexOf(":");
      headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
    }
    const start = headEnd + HEAD_END.length;
    this.needed = start + Number(headers["content-length"]);
    if (this.size < this.needed) return false;
    const body = bytes.utf8Slice(start, this.needed);
    const rest = bytes.subarray(this.needed);
    this.chunks = rest.length > 0 ? [rest] : [];
    this.size = rest.length;
    this.needed = 0;
    const { resolve } = this.awaited.shift();
    if (this.awaited.length === 0) this.socket.unref();
    resolve({ status: Number(statusLine.split(" ")[1]), headers, body });
    return true;
  }

  fail(error) {
    for (const { reject } of this.awaited.splice(0)) reject(error);
  }
}

module.exports = { Connection };
