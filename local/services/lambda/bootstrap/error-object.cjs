"use strict";
const { pathToFileURL } = require("node:url");
const { types } = require("node:util");

const OWN = `- ${__dirname}`;

/** With the paths of AWS: what a caller is told must not depend on where the local cloud keeps things. */
const onAws = (text) =>
  text
    .replaceAll(process.env.LAMBDA_TASK_ROOT, "/var/task")
    .replaceAll(pathToFileURL(process.env.LAMBDA_TASK_ROOT).pathname, "/var/task")
    .split("\n")
    .filter((line, index, lines) => !(line.startsWith(OWN) && lines[index - 1]?.startsWith(OWN)))
    .map((line) => (line.startsWith(OWN) ? "- /var/runtime/index.mjs" : line.replaceAll(__dirname, "/var/runtime")))
    .join("\n");

const isError = (error) =>
  types.isNativeError(error) ||
  [error?.name, error?.message, error?.stack].every((text) => typeof text === "string" && text !== "");

/** An error as Lambda reports it to whoever invoked. fidelity: observed: AWS's nodejs runtime interface client */
const errorObject = (error) =>
  isError(error)
    ? { errorType: error.name, errorMessage: onAws(error.message), trace: onAws(error.stack).split("\n") }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

/** An error as Lambda logs it, in the line of a text. fidelity: observed: AWS's nodejs runtime interface client */
const errorText = (error) => {
  try {
    return `\t${JSON.stringify(error, (_, value) => (value instanceof Error ? withAll(value) : value))}`;
  } catch {
    return `\t${JSON.stringify(errorObject(error))}`;
  }
};

const withAll = (error) => ({
  errorType: error.name,
  errorMessage: error.message,
  code: error.code,
  ...error,
  ...(typeof error.stack === "string" && { stack: (error.logged ?? error.stack).split("\n") }),
});

module.exports = { errorObject, errorText, onAws };
