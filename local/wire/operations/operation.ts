import type * as z from "zod";
import type { Principal } from "../../access/access";
import type { Permit } from "../../access/permit";
import { type Members, membersOf } from "./members";
import { actionsOf, permitted, type Right } from "./right";

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

/** What is known of an operation without calling it. */
export interface OperationFacts {
  readonly name: string;
  /** IAM actions that it may ask for; none where AWS asks nothing. */
  readonly actions: readonly string[];
  /** Members of its input that are emulated. */
  members(): Members;
}

export interface Operation<Services> extends OperationFacts {
  run(services: Services, input: unknown, call: Call, permit: Permit): Output | Promise<Output>;
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

/**
 * One operation of an AWS API: its input, what its caller must be allowed to do and, given the parts of the service
 * that it may touch and what the right is asked on, what it does.
 */
export const operation = <Services, Input extends z.ZodType, Target>(
  name: string,
  input: Input,
  right: Right<Services, z.output<Input>, Target, Call>,
  run: (services: Services) => (input: z.output<Input>, target: Target, call: Call) => Output | Promise<Output>,
): Operation<Services> => ({
  name,
  actions: actionsOf(right),
  members: () => membersOf(input),
  run(services, raw, call, permit) {
    const parsed = input.safeParse(raw);
    if (!parsed.success) throw new InvalidInput(parsed.error.issues, raw);
    const target = permitted(right, { services, input: parsed.data, call, permit });
    return run(services)(parsed.data, target, call);
  },
});
