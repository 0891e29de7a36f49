"use strict";
const net = require("node:net");
const { localPort } = require("./runtime-client.cjs");

const AWS_HOST = /(^|\.)(amazonaws\.com(\.cn)?|amazoncognito\.com|aws\.dev|on\.aws)$/i;

/** The SDK puts `sync-` before the host of some calls of Step Functions, be it an address. */
const PREFIXED_ADDRESS = /^sync-(127\.0\.0\.1)$/;

/**
 * Leads connections to host names of AWS to their local ports. TLS still sees the name that was asked for. A host
 * that does not exist here fails as one that DNS does not know; the local cloud then logs what is missing.
 */
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [options, callback] = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  const { host, port } = options;
  const [, address] = PREFIXED_ADDRESS.exec(host ?? "") ?? [];
  if (address) return connect.call(this, { ...options, host: address, lookup: undefined }, callback ?? undefined);
  if (typeof host !== "string" || !AWS_HOST.test(host)) return connect.apply(this, args);
  // What is written until then waits, as it does for any connection in the making.
  this.connecting = true;
  localPort(host, port).then(
    (local) => {
      if (this.destroyed) return;
      if (local === undefined) this.destroy(unknownHost(host));
      else connect.call(this, { ...options, host: "127.0.0.1", port: local, lookup: undefined }, callback ?? undefined);
    },
    (error) => this.destroy(error),
  );
  return this;
};

const unknownHost = (host) =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
    errno: -3008,
    code: "ENOTFOUND",
    syscall: "getaddrinfo",
    hostname: host,
  });
