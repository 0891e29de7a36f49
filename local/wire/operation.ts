import type * as z from "zod";
import type { Principal } from "../access/access";

/** Who calls, and what of the HTTP request an operation may need. */
export interface Call {
  readonly principal: Principal;
  readonly requestId: string;
  /** Path as sent: the query protocol names an SQS queue in it. */
  readonly path: string;
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal;
}

/** What an operation answers: the members of its result. */
export type Output = Readonly<Record<string, unknown>>;

/** Of an operation that has no output: the JSON protocols then have no body. */
export const NO_OUTPUT: Output = {};

export interface Operation<Services> {
  readonly name: string;
  run(services: Services, input: unknown, call: Call): Output | Promise<Output>;
}

/** The input of a call is not what the API's model says; each service words it in its own way. */
export class InvalidInput extends Error {
  constructor(
    readonly issues: readonly z.core.$ZodIssue[],
    readonly input: unknown,
  ) {
    super("invalid input");
    this.name = "InvalidInput";
  }
}

/** One operation of an AWS API: its input and, given the parts of the service that it may touch, what it does. */
export const operation = <Services, Input extends z.ZodType>(
  name: string,
  input: Input,
  run: (services: Services) => (input: z.output<Input>, call: Call) => Output | Promise<Output>,
): Operation<Services> => ({
  name,
  run(services, raw, call) {
    const parsed = input.safeParse(raw);
    if (!parsed.success) throw new InvalidInput(parsed.error.issues, raw);
    return run(services)(parsed.data, call);
  },
});
