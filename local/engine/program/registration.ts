import type { Properties } from "../resources/resource-type";

/** A resource as the program declared it, whole: what Pulumi's engine would be told. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Custom resources have an id of their own; components do not. */
  readonly custom: boolean;
  /** A component that a provider constructs (awsx.ec2.Vpc). */
  readonly remote: boolean;
  readonly parent: string | undefined;
  /** Plain values: secrets unwrapped, resource references as URNs, unknown values of a preview as `UNKNOWN`. */
  readonly inputs: Properties;
  /** Dotted paths below `inputs` that hold secrets: `password`, `tags.key`. */
  readonly secretPaths: readonly string[];
  /** URNs, from data and from `dependsOn`. */
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  /** URNs the resource had before. */
  readonly aliases: readonly string[];
  readonly provider: string | undefined;
  readonly importId: string | undefined;
  readonly deletedWith: string | undefined;
  readonly replacementTrigger: unknown;
}

/** A custom resource with nothing but its inputs, which depends on nothing and has no options. */
export const bareRegistration = (resource: Pick<Registration, "urn" | "type" | "name" | "inputs">): Registration => ({
  ...resource,
  custom: true,
  remote: false,
  parent: undefined,
  secretPaths: [],
  dependencies: [],
  propertyDependencies: {},
  protect: false,
  retainOnDelete: false,
  deleteBeforeReplace: false,
  ignoreChanges: [],
  replaceOnChanges: [],
  additionalSecretOutputs: [],
  aliases: [],
  provider: undefined,
  importId: undefined,
  deletedWith: undefined,
  replacementTrigger: undefined,
});

/** What the engine answers. An absent `id` is unknown (preview). */
export interface Registered {
  readonly id: string | undefined;
  readonly outputs: Properties;
  /** Outputs that are secret, besides those of which the registration says so. */
  readonly secrets?: readonly string[];
}

/** Outputs that a component or, under the URN of the stack, the program registered. */
export interface RegisteredOutputs {
  readonly outputs: Properties;
  /** Dotted paths below `outputs` that hold secrets. */
  readonly secretPaths: readonly string[];
}

/** What the monitor needs of whoever makes the resources: the engine, a test, a preview. */
export interface Engine {
  register(registration: Registration): Promise<Registered>;
  /** A `.get()` of an existing resource. */
  read(registration: Registration, id: string): Promise<Registered>;
  invoke(token: string, args: Properties): Promise<Properties>;
  /** Outputs of a component or, for the URN of the stack, of the program. */
  outputs(urn: string, outputs: Properties, secretPaths: readonly string[]): void;
}
