import { integration, type Work } from "../../core/work";
import { LambdaFunction } from "../function/lambda-function";

/** https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception (read 2026-11) */
const PASSING = [
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
];

/** What a state does, where it may be a function: its answer is the result. */
export const workOf = (given: LambdaFunction | Work): Work =>
  given instanceof LambdaFunction ? invoking(given) : given;

const invoking = (called: LambdaFunction): Work => ({
  description: called.description,
  grants: [{ actions: ["lambda:InvokeFunction"], resources: [called.aliasArn] }],
  timeoutSeconds: called.plan.timeoutSeconds,
  passing: PASSING,
  watched: called,
  task: (call) => {
    const { input, token } = call;
    if (!token) return { resource: called.aliasArn, ...(input === "$" ? {} : { parameters: input }) };
    const payload = typeof input === "string" ? { "Payload.$": input } : { Payload: input };
    return { resource: integration("lambda:invoke", call), parameters: { FunctionName: called.aliasArn, ...payload } };
  },
});
