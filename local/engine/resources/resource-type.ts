import type { Violation } from "../../aws-types/rule";

/** Properties of a resource as plain JSON values: secrets unwrapped, assets as `Asset`. */
export type Properties = Record<string, unknown>;

/** What the engine tells a behaviour about the resource at hand. */
export interface ResourceContext {
  readonly urn: string;
  /** Logical name, the second argument of the resource's constructor. */
  readonly name: string;
  /** Stack settings of the provider. */
  readonly region: string;
  readonly account: string;
  readonly defaultTags: Readonly<Record<string, string>>;
  /** `name` with seven random hex digits, as the real provider names what has no name; the same for one life of the resource. */
  autoName(): string;
}

export interface Created {
  readonly id: string;
  /** Everything the resource exposes; the inputs are filled in by the engine where absent here. */
  readonly outputs: Properties;
}

/**
 * How one Pulumi resource type lives in the local cloud. One file a type, under `services/<service>/resources/`.
 * Behaviours are idempotent: after a crash the engine may call `create` or `delete` once more.
 */
export interface ResourceType {
  /** `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** Inputs whose change replaces the resource, where it is no AWS resource: those have a record in `aws-types/`. */
  readonly replaceOn?: readonly string[];
  /**
   * Violations of what AWS would accept that its record does not tell, each naming the property. A reason that is not AWS's but a limit of the
   * emulation says so ("... is not emulated by the local cloud"): it refuses a deployment here, and no preview.
   */
  check?(inputs: Properties): readonly Violation[];
  create(inputs: Properties, context: ResourceContext): Promise<Created>;
  /** Absent: every change replaces. Returns the new outputs. */
  update?(
    id: string,
    inputs: Properties,
    olds: { inputs: Properties; outputs: Properties },
    context: ResourceContext,
  ): Promise<Properties>;
  /** Outputs as the service has them now; `undefined` when the resource is gone. Absent: as recorded. */
  read?(id: string, outputs: Properties): Promise<Properties | undefined>;
  delete(id: string, outputs: Properties): Promise<void>;
}
