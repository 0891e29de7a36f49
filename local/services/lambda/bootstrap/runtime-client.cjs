"use strict";
const http = require("node:http");

const [hostname, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? "").split(":");
// While the handler runs the connection is free, and a free connection does not keep the event loop alive.
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const lookups = new http.Agent({ keepAlive: true });
const seen = new WeakSet();

/** The local cloud is gone: so is this process. */
const watch = (socket) => {
  if (seen.has(socket)) return;
  seen.add(socket);
  socket.once("close", () => process.exit(1));
};

const call = (method, path, body, headers, via = agent) =>
  new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path, agent: via, headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
      response.on("error", reject);
    });
    if (via === agent) request.on("socket", watch);
    request.on("error", reject);
    request.end(body);
  });

const post = (path, text, headers = {}) => {
  const body = Buffer.from(text);
  return call("POST", `/2018-06-01/runtime${path}`, body, {
    "content-type": "application/json",
    "content-length": body.length,
    ...headers,
  });
};

module.exports = {
  next: () => call("GET", "/2018-06-01/runtime/invocation/next"),
  respond: (id, text) =>
    post(`/invocation/${id}/response`, text, { "local-cloud-rss": String(process.memoryUsage.rss()) }),
  fail: (id, error) => post(`/invocation/${id}/error`, JSON.stringify(error)),
  failInit: (error) => post("/init/error", JSON.stringify(error)),
  /** The port of 127.0.0.1 behind a host name of AWS; `undefined` when the function cannot reach it. */
  async localPort(host, remotePort) {
    const { status, body } = await call("GET", `/local-cloud/hosts/${host}:${remotePort}`, undefined, {}, lookups);
    return status === 200 ? Number(body) : undefined;
  },
};
