"use strict";

/** An error as Lambda reports it to whoever invoked. fidelity: observed: AWS's nodejs runtime interface client */
const errorObject = (error) =>
  error instanceof Error
    ? {
        errorType: error.name,
        errorMessage: error.message,
        trace: (error.stack ?? "").split("\n"),
      }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

module.exports = { errorObject };
