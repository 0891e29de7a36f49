import type * as pulumi from "@pulumi/pulumi";
import { CALLER_PREFIX } from "../../contracts/caller";
import { ArgsError } from "../../core/args/args-error";
import { input, record, text } from "../../core/args/args-shape";

/**
 * Values by name that belong to the stage and not to what is deployed to it: `http("https://${stageVariables.host}/a")`
 * reads them, and functions do, `event.stageVariables`. No secrets: they are printed in the console and in logs.
 */
export type StageVariables = Readonly<Record<string, pulumi.Input<string>>>;

export const stageVariablesShape = record(
  input(text("the value of a stage variable")),
  'stage variables by name, { partner: "partner.example.com" }',
).optional();

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html (read 2026-11) */
const NAME = /^\w{1,64}$/;
const VALUE = /^[A-Za-z0-9\-._~:/?#&=,]{1,512}$/;

/** What stands in a URL for the value of one. */
export const STAGE_VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/** @throws {ArgsError} for a name or a value that API Gateway refuses, and for names that the component itself gives. */
export const checkStageVariables = (name: string, variables: StageVariables): void => {
  for (const [variable, value] of Object.entries(variables)) {
    const at = `variables[${JSON.stringify(variable)}]`;
    if (!NAME.test(variable))
      throw new ArgsError(name, at, "must be called by 1 to 64 letters, digits and underscores");
    if (variable.startsWith(CALLER_PREFIX))
      throw new ArgsError(
        name,
        at,
        `must be called otherwise: ${CALLER_PREFIX}… are those by which routes know callers`,
      );
    if (typeof value === "string" && !VALUE.test(value))
      throw new ArgsError(
        name,
        at,
        `must be 1 to 512 letters, digits and - . _ ~ : / ? # & = , (it is ${JSON.stringify(value)})`,
      );
  }
};
