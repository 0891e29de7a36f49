"use strict";
const { format } = require("node:util");
const { errorText } = require("./error-object.cjs");

// fidelity: docs: "Log and monitor Node.js Lambda functions": time, request id, level and message, separated by tabs
const LEVELS = { log: "INFO", info: "INFO", debug: "DEBUG", warn: "WARN", error: "ERROR", trace: "TRACE" };
const isJson = process.env.AWS_LAMBDA_LOG_FORMAT === "JSON";
let requestId;

const line = (level, args) => {
  const timestamp = new Date().toISOString();
  if (isJson) return json({ timestamp, level, requestId }, args);
  return `${timestamp}\t${requestId ?? "undefined"}\t${level}\t${format(...args)}`;
};

// fidelity: observed: AWS's nodejs runtime interface client: one argument as it is, several as a text with the error of the first that is one
const json = (head, args) => {
  if (args.length === 1) {
    try {
      return JSON.stringify({ ...head, message: args[0] }, (_, value) =>
        value instanceof Error ? { ...described(value), ...value } : value,
      );
    } catch {
      // Such as a circular one.
    }
  }
  const error = args.length > 1 ? args.find((each) => each instanceof Error) : undefined;
  return JSON.stringify({ ...head, message: format(...args), ...(error && described(error)) });
};

const described = (error) => ({
  errorType: error.constructor?.name ?? "UnknownError",
  errorMessage: error.message,
  stackTrace: typeof error.stack === "string" ? error.stack.split("\n") : [],
});

for (const [method, level] of Object.entries(LEVELS)) {
  console[method] = (...args) => void process.stdout.write(`${line(level, args)}\n`);
}

module.exports = {
  /** Lines from now on belong to this invocation. */
  follow: (id) => {
    requestId = id;
  },
  /** Logs what ended an invocation, or the process. */
  logError: (what, thrown) => {
    const error = thrown instanceof Error ? thrown : new Error(thrown);
    if (isJson) console.error(error);
    else console.error(what, errorText(error));
  },
};
