"use strict";
const client = require("./runtime-client.cjs");
const { logError } = require("./console.cjs");
const { errorObject } = require("./error-object.cjs");
const { responseStream, streams } = require("./response-stream.cjs");

/** Runs the handler on one event and sends its answer; resolves with the next event. */
const invoke = (handler, { head, text: event }) =>
  new Promise((resolve, reject) => {
    const id = head.requestId;
    let settled = false;
    const settle = (send) => {
      if (settled) return;
      settled = true;
      process.off("beforeExit", onEmpty);
      return send();
    };
    const succeed = (result) => {
      try {
        const body = result === STREAMED ? "" : text(result);
        settle(() => client.respond(id, body))?.then(resolve, reject);
      } catch (error) {
        fail(error);
      }
    };
    const fail = (error) => {
      logError("Invoke Error", error);
      settle(() => client.fail(id, errorObject(error)))?.then(resolve, reject);
    };
    let pending = () => succeed(undefined);
    const onEmpty = () => pending();
    // fidelity: observed: a handler that leaves nothing to wait for and no answer has answered null
    process.on("beforeExit", onEmpty);
    const context = contextOf(head);
    const callback = (error, result) => {
      const answer = () => (error === undefined || error === null ? succeed(result) : fail(error));
      if (context.callbackWaitsForEmptyEventLoop && !error) pending = answer;
      else answer();
    };
    context.succeed = (result) => succeed(result);
    context.fail = (error) => fail(error ?? new Error("handled"));
    context.done = callback;
    // For a process that ends with this error.
    module.exports.current = { failLast: (error) => settle(() => client.failLast(id, errorObject(error))) };
    try {
      const input = event === "" ? undefined : JSON.parse(event);
      if (streams(handler)) {
        stream(handler, input, context, responseStream(id)).then(() => callback(null, STREAMED), fail);
        return;
      }
      const result = handler(input, context, callback);
      if (typeof result?.then === "function") result.then(succeed, fail);
    } catch (error) {
      fail(error);
    }
  });

/** What a handler has answered that wrote its answer to a stream. */
const STREAMED = Symbol("streamed");

/** Runs a handler that streams: it is done once both are, its promise and its stream. */
const stream = async (handler, event, context, to) => {
  const ended = new Promise((resolve, reject) => to.once("finish", resolve).once("error", reject));
  // Whoever fails first is told.
  ended.catch(() => {});
  await handler(event, to, context);
  await ended;
};

const text = (result) => {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? "null";
  } catch (error) {
    throw Object.assign(new Error(`Unable to stringify response body: ${error.message}`), {
      name: "Runtime.MarshalError",
    });
  }
};

const contextOf = ({ requestId, arn, deadlineMs, clientContext }) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  clientContext: clientContext ? JSON.parse(Buffer.from(clientContext, "base64").toString("utf8")) : undefined,
  identity: undefined,
  invokedFunctionArn: arn,
  awsRequestId: requestId,
  getRemainingTimeInMillis: () => deadlineMs - Date.now(),
});

module.exports = { invoke, current: undefined };
