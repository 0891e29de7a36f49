import type { Permit } from "../../access/permit";
import type { Call, Operation, Output } from "../../wire/operations/operation";
import { actionsOf, permitted, type Right } from "../../wire/operations/right";
import type { DynamoDbServices } from "./dynamodb-services";
import type { Shape } from "./input/shape";
import { ROOT, Violations } from "./input/violations";

/** An operation of the DynamoDB API. */
export type DynamoDbOperation = Operation<DynamoDbServices>;

/** An input of which nothing has been checked but of which JSON it is: any member may be missing. */
export type Unchecked<Input> = Input extends readonly (infer Element)[]
  ? readonly Unchecked<Element>[]
  : Input extends object
    ? { readonly [Name in keyof Input]?: Unchecked<Input[Name]> }
    : Input;

/**
 * An operation by the shape of its input. Who may not call it hears that before what is wrong with the members; what is
 * no such JSON at all comes first.
 */
export const dynamoDbOperation = <Input, Target>(
  name: string,
  shape: Shape<Input>,
  right: Right<DynamoDbServices, Unchecked<Input>, Target, Call>,
  run: (services: DynamoDbServices) => (input: Input, target: Target, call: Call) => Output | Promise<Output>,
): DynamoDbOperation => ({
  name,
  actions: actionsOf(right),
  members: () => shape.members,
  run(services, raw, call, permit) {
    const input = shape.read(raw);
    const withKey: Permit = (principal, ask) => {
      permit(principal, ask);
      services.useKey(principal, ask);
    };
    const target = permitted(right, { services, input: input as Unchecked<Input>, call, permit: withKey });
    const found = new Violations();
    shape.check(input, ROOT, found);
    found.refuse();
    return run(services)(input, target, call);
  },
});
