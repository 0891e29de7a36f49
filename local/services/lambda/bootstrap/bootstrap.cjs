"use strict";
// What runs in a function process: loads the handler and serves one invocation after another from the local cloud.
// Plain JavaScript, so that a process is ready as fast as Node itself.
require("./network.cjs");
// Node has read it. What every function trusts is no variable of the function on AWS.
if (process.env.NODE_EXTRA_CA_CERTS?.endsWith("public-ca.pem")) delete process.env.NODE_EXTRA_CA_CERTS;
const { follow, logError } = require("./console.cjs");
const client = require("./runtime-client.cjs");
const { errorObject } = require("./error-object.cjs");
const { loadHandler } = require("./load-handler.cjs");
const invocation = require("./invocation.cjs");

// Exit codes of AWS's own runtime.
const UNHANDLED_REJECTION = 128;
const UNCAUGHT_EXCEPTION = 129;

const giveUp = (name, code, error) => {
  logError(name, error);
  const report = invocation.current ? invocation.current.failLast(error) : client.failInit(errorObject(error));
  Promise.resolve(report).finally(() => process.exit(code));
};

class UnhandledPromiseRejection extends Error {
  constructor(reason, promise) {
    super(reason);
    Object.assign(this, { reason, promise });
  }
}
// Not of each error: the log would name it a second time.
UnhandledPromiseRejection.prototype.name = "Runtime.UnhandledPromiseRejection";

process.on("uncaughtException", (error) => giveUp("Uncaught Exception", UNCAUGHT_EXCEPTION, error));
process.on("unhandledRejection", (reason, promise) =>
  giveUp("Unhandled Promise Rejection", UNHANDLED_REJECTION, new UnhandledPromiseRejection(reason, promise)),
);

const serve = async () => {
  let handler;
  try {
    handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
  } catch (error) {
    return giveUp("Uncaught Exception", UNCAUGHT_EXCEPTION, error);
  }
  // What the module left behind, such as a rejected promise, fails its initialisation.
  await new Promise(setImmediate);
  let event = await client.ready();
  for (;;) {
    follow(event.head.requestId);
    process.env._X_AMZN_TRACE_ID = event.head.traceId;
    event = await invocation.invoke(handler, event);
  }
};

serve().catch(() => process.exit(1));
