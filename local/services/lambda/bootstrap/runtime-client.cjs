"use strict";
const { Connection } = require("./connection.cjs");

const [host, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? "").split(":");
const connection = new Connection(host, port);
// The local cloud is gone: so is this process.
connection.socket.on("close", () => process.exit(1));

const post = (path, text, headers) => connection.call("POST", `/2018-06-01/runtime${path}`, text, headers);

const NEXT = "local-cloud-next: 1\r\n";

module.exports = {
  next: () => connection.call("GET", "/2018-06-01/runtime/invocation/next"),
  // The replies to these two are the next event.
  respond: (id, text) =>
    post(`/invocation/${id}/response`, text, `${NEXT}local-cloud-rss: ${process.memoryUsage.rss()}\r\n`),
  fail: (id, error) => post(`/invocation/${id}/error`, JSON.stringify(error), NEXT),
  failLast: (id, error) => post(`/invocation/${id}/error`, JSON.stringify(error)),
  failInit: (error) => post("/init/error", JSON.stringify(error)),
  /** The port of 127.0.0.1 behind a host name of AWS; `undefined` when the function cannot reach it. */
  async localPort(remoteHost, remotePort) {
    const lookup = new Connection(host, port);
    const { status, body } = await lookup.call("GET", `/local-cloud/hosts/${remoteHost}:${remotePort}`);
    lookup.end();
    return status === 200 ? Number(body) : undefined;
  },
};
