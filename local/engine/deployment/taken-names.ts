import { awsType } from "../../aws-types/aws-types";
import { importIdOf } from "../../aws-types/import-id";
import { nameProperty } from "../../aws-types/resource-names";
import type { Storage } from "../../data/storage";
import type { Registration } from "../program/registration";
import type { ProviderSettings } from "../resources/life";
import { DeployedStacks } from "../stacks/deployed-stacks";
import { type StackName, stackName } from "../stacks/stack-name";
import { StackState } from "./state";

/** Names of which AWS has one in an account, and that other stacks have on the same data: who made them twice would share them. */
export class TakenNames {
  private holders: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly stack: StackName,
    private readonly storage: Storage,
    private readonly endpoint: string,
  ) {}

  /** @throws for a resource whose name the program chose and another stack has */
  refuse({ type, inputs, importId }: Registration, { region, account }: ProviderSettings): void {
    const property = type.startsWith("aws:") ? nameProperty(type) : undefined;
    const name = property === undefined ? undefined : inputs[property];
    // What is imported is taken over from whoever had it.
    if (typeof name !== "string" || importId !== undefined) return;
    // Without digits: an id that has some is of nobody else, whatever the name is.
    const id = awsType(type).id?.({ name, inputs, region, account, digits: () => "" }) ?? name;
    const holder = this.held().get(key(type, id, inputs));
    if (holder !== undefined)
      throw new Error(
        `${property} must be another one than ${JSON.stringify(name)}, which is that of ${holder}: there is one of each in an account; leave it out for a name of its own`,
      );
  }

  private held(): ReadonlyMap<string, string> {
    this.holders ??= new Map(
      new DeployedStacks(this.storage, this.endpoint)
        .all()
        .filter((other) => stackName(other) !== stackName(this.stack))
        .flatMap((other) =>
          new StackState(this.storage, other, this.endpoint)
            .all()
            .filter(({ id, external, type }) => id !== undefined && !external && type.startsWith("aws:"))
            .map(({ type, id = "", outputs, name }) => [
              key(type, id, outputs),
              `${name} in the stack ${stackName(other)}`,
            ]),
        ),
    );
    return this.holders;
  }
}

/** Queues are named by their URLs, which are those of AWS where nobody has made them yet. */
const key = (type: string, id: string, properties: Registration["inputs"]): string =>
  `${type} ${importIdOf(type, id, properties).replace(/^https?:\/\/[^/]+/, "")}`;
