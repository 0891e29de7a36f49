import * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import { ArgsError } from "./args/args-error";
import { argsPath } from "./args/check-args";

/** References of each program that is evaluated in this process: a second one of a name would be refused. */
const REFERENCES = new WeakMap<object, Map<string, pulumi.StackReference>>();

const ofProgram = (): Map<string, pulumi.StackReference> => {
  const program = pulumi.runtime.getMonitor() ?? REFERENCES;
  const references = REFERENCES.get(program) ?? new Map<string, pulumi.StackReference>();
  REFERENCES.set(program, references);
  return references;
};

/** The stacks whose outputs this program has asked for. */
export const stacksRead = (): string[] => [...ofProgram().keys()];

/** As other stacks refer to this one: `organization/payments/prod`. */
export const ownStack = (): string => [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");

/**
 * An output of another stack, as it was last deployed, held against what this program expects of it. Awaited before the
 * first resource is made, it stops a program that could not be deployed.
 *
 * @param stack `"organization/platform/prod"`: without Pulumi's own cloud the first part is `organization`, to the letter.
 * @param shape What it has to be. Without secrets: `StackReference.getOutput` reads these.
 * @throws {ArgsError} that names the stack, the output or what it lacks, and what to deploy first.
 * @example
 * const ordersUrl = await stackOutput("organization/orders/prod", "url", z.url());
 */
export const stackOutput = async <Shape extends z.ZodType>(
  stack: string,
  output: string,
  shape: Shape,
): Promise<z.output<Shape>> => {
  const reference = await referTo(stack, output);
  const { value, secretValue } = await reference.getOutputDetails(output);
  if (secretValue !== undefined)
    throw new ArgsError(stack, output, "must be no secret: read it by StackReference.getOutput()");
  if (value === undefined)
    throw new ArgsError(stack, output, `must be among its outputs: export it there and deploy that stack first`);
  const { error, data } = shape.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue === undefined) return data as z.output<Shape>; // of the same parse
  throw new ArgsError(stack, argsPath([output, ...issue.path]), `${issue.message}, for ${ownStack()}`);
};

const NAME = /^[\w.-]+\/[\w.-]+\/[\w.-]+$/;

const referTo = async (stack: string, output: string): Promise<pulumi.StackReference> => {
  if (typeof stack !== "string" || !NAME.test(stack))
    throw new ArgsError(
      JSON.stringify(stack),
      "stack",
      'must be named by organization, project and stack, "organization/platform/prod"',
    );
  if (stack === ownStack())
    throw new ArgsError(stack, "stack", "must be another one: this is the stack itself, whose outputs come at its end");
  const references = ofProgram();
  const known = references.get(stack);
  if (known !== undefined) return known;
  await mustBeThere(stack, output);
  const reference = references.get(stack) ?? new pulumi.StackReference(stack);
  references.set(stack, reference);
  return reference;
};

/** Asked before the reference, with which the engine would end the program and say no more than that it is unknown. */
const mustBeThere = async (stack: string, output: string): Promise<void> => {
  try {
    await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name: stack });
  } catch (cause) {
    const { message } = cause as Error;
    if (!message.includes("unknown stack")) throw cause;
    throw new ArgsError(
      stack,
      "stack",
      `must be there before ${ownStack()}, which reads its output ${output}: deploy that stack first, pulumi up -s ${stack}`,
    );
  }
};
