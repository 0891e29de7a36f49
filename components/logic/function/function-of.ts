import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { input, text } from "../../core/args/args-shape";
import { shown } from "../../core/args/shown";
import type { Receiver } from "../../core/receiver";
import type { Integration, Target } from "../../core/target";
import { invocationUri } from "./target";

const SUBJECT = "functionOf";

const RULE = 'the ARN of a function, "arn:aws:lambda:eu-west-1:123456789012:function:quote:live"';

const ARN = /^arn:aws[\w-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(?::[\w$-]{1,128})?$/;

/**
 * A function that somebody else made, in this account or another, for routes of an API, rules and schedules.
 *
 * The API, the rule or the schedule calls it as a role that may invoke this function and nothing else. A function of
 * another account has to let this one in as well: `accounts` of its `LambdaFunction`, or
 * `aws lambda add-permission --function-name … --qualifier … --statement-id … --action lambda:InvokeFunction --principal <this account>`.
 *
 * @param arn Of the alias or version that is called, `…:function:quote:live`, of the same region for a route.
 * @throws {ArgsError} for what is no ARN of a function.
 * @example
 * "GET /quotes/{id}": { to: functionOf("arn:aws:lambda:eu-west-1:123456789012:function:quote:live"), auth: "none" }
 */
export const functionOf = (arn: pulumi.Input<string>): Target & Receiver => {
  if (!input(text()).safeParse(arn).success || (typeof arn === "string" && !ARN.test(arn)))
    throw new ArgsError(SUBJECT, "arn", `must be ${RULE} (it is ${shown(arn)})`);
  const grants = [{ actions: ["lambda:InvokeFunction"], resources: [arn] }];
  return {
    description: `function ${typeof arn === "string" ? arn : "of an ARN that is known later"}`,
    grants,
    receives: { arn, grants },
    integrate: (route) =>
      pulumi.all([invocationUri(pulumi.output(arn), route), route.credentials]).apply(
        ([uri, credentials]): Integration => ({
          extension: { type: "aws_proxy", httpMethod: "POST", uri, credentials },
          methodResponses: {},
        }),
      ),
  };
};
