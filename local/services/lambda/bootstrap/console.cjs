"use strict";
const { format } = require("node:util");

// fidelity: docs: "Log and monitor Node.js Lambda functions": time, request id, level and message, separated by tabs
const LEVELS = { log: "INFO", info: "INFO", debug: "DEBUG", warn: "WARN", error: "ERROR", trace: "TRACE" };
const json = process.env.AWS_LAMBDA_LOG_FORMAT === "JSON";
let requestId;

const line = (level, args) => {
  const timestamp = new Date().toISOString();
  if (!json) return `${timestamp}\t${requestId ?? "undefined"}\t${level}\t${format(...args)}\n`;
  const message =
    args.length === 1 && typeof args[0] === "object" && !(args[0] instanceof Error) ? args[0] : format(...args);
  return `${JSON.stringify({ timestamp, level, requestId, message })}\n`;
};

for (const [method, level] of Object.entries(LEVELS)) {
  console[method] = (...args) => void process.stdout.write(line(level, args));
}

module.exports = {
  /** Lines from now on belong to this invocation. */
  follow: (id) => {
    requestId = id;
  },
};
