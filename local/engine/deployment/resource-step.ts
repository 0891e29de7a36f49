import { replacing } from "../../aws-types/aws-types";
import { nameProperty, withName } from "../../aws-types/resource-names";
import { violations } from "../../aws-types/violations";
import type { Registration } from "../program/registration";
import { newLife, type ProviderSettings, resourceContext } from "../resources/life";
import { tagsAll } from "../resources/recorded";
import type { Properties, ResourceContext, ResourceType } from "../resources/resource-type";
import { withAbsolutePaths, withDigests } from "../values/asset-digest";
import { difference, equal } from "../values/diff";
import { withIgnored } from "../values/property-path";
import type { ResourceRecord, StackState } from "./state";

export type StepKind = "same" | "create" | "update" | "replace" | "delete";

export interface StepResult {
  readonly kind: StepKind;
  readonly record: ResourceRecord;
}

/**
 * Brings one resource to what the program declares. An operation is written down before it begins and again when it
 * has ended: whoever dies in between finds it pending and does it once more.
 */
export class ResourceStep {
  private readonly inputs: Properties;
  /** As compared and kept. */
  private readonly digested: Properties;

  constructor(
    private readonly behaviour: ResourceType,
    private readonly registration: Registration,
    private readonly old: ResourceRecord | undefined,
    private readonly state: StackState,
    private readonly settings: ProviderSettings & { readonly root: string },
  ) {
    this.inputs = withAbsolutePaths(
      withIgnored(registration.inputs, old?.inputs ?? registration.inputs, registration.ignoreChanges),
      settings.root,
    );
    this.digested = withDigests(this.inputs);
  }

  async run(): Promise<StepResult> {
    const { old } = this;
    if (!old) return { kind: "create", record: await this.create(newLife()) };
    const { id } = old;
    if (old.pending === "create" || id === undefined) return { kind: "create", record: await this.create(old.life) };
    if (old.pending === "delete") return { kind: "replace", record: await this.deleteThenCreate(old, id) };
    const found = this.difference(old);
    if (found.kind === "replace") return { kind: "replace", record: await this.replace(old, id, found.because) };
    if (found.kind === "update" || old.pending === "update") {
      return { kind: "update", record: await this.update(old, id) };
    }
    return this.refresh(old, id);
  }

  private difference(old: ResourceRecord) {
    const rules = {
      replaceOn: this.isAws ? [...replacing(this.registration.type)] : (this.behaviour.replaceOn ?? []),
      replaceOnChanges: this.registration.replaceOnChanges,
      updatable: this.behaviour.update !== undefined,
    };
    if (!equal(old.replacementTrigger, this.registration.replacementTrigger)) {
      return { kind: "replace", changed: [], because: ["replacementTrigger"] } as const;
    }
    const found = difference(old.inputs, this.digested, rules);
    const retagged = found.kind === "same" && !equal(old.defaultTags, this.settings.defaultTags);
    return retagged && this.behaviour.update ? ({ kind: "update", changed: ["tagsAll"] } as const) : found;
  }

  private async create(life: string): Promise<ResourceRecord> {
    this.check(life);
    const pending = this.record(life, { pending: "create" });
    await this.state.save(pending);
    return this.finishCreation(pending);
  }

  private async finishCreation(pending: ResourceRecord): Promise<ResourceRecord> {
    const { id, outputs } = await this.behaviour.create(this.inputs, this.context(pending.life));
    const record = this.record(pending.life, { id, outputs: this.outputs(outputs) });
    await this.state.save(record);
    return record;
  }

  private async update(old: ResourceRecord, id: string): Promise<ResourceRecord> {
    this.check();
    await this.state.save({ ...old, pending: "update" });
    const olds = { inputs: old.inputs, outputs: old.outputs };
    const outputs = await this.behaviour.update?.(id, this.inputs, olds, this.context(old.life));
    const record = this.record(old.life, { id, outputs: this.outputs({ ...outputs }) });
    await this.state.save(record);
    return record;
  }

  private async replace(old: ResourceRecord, id: string, because: readonly string[]): Promise<ResourceRecord> {
    if (old.protect) {
      throw new Error(
        `it is protected, and a change of ${because.join(", ")} would replace it: set protect to false and deploy once before`,
      );
    }
    if (this.deletesFirst(old)) return this.deleteThenCreate(old, id);
    const life = newLife();
    this.check(life);
    const next = this.record(life, { pending: "create" });
    await this.state.supersede(old, next);
    return this.finishCreation(next);
  }

  /** Two lives cannot share a name that the program chose. */
  private deletesFirst(old: ResourceRecord): boolean {
    // fidelity: observed: pkg/tfbridge/provider.go of pulumi-terraform-bridge, Diff: what has no automatic name is deleted first
    const named = this.isAws ? nameProperty(this.registration.type) : undefined;
    const chosen =
      named !== undefined && this.inputs[named] !== undefined && equal(this.inputs[named], old.inputs[named]);
    return this.registration.deleteBeforeReplace || chosen;
  }

  private async deleteThenCreate(old: ResourceRecord, id: string): Promise<ResourceRecord> {
    this.check(newLife());
    await this.state.save({ ...old, pending: "delete" });
    await this.behaviour.delete(id, old.outputs);
    return this.create(newLife());
  }

  /** Nothing changed in the program: the outputs as the service has them now, or a new one where it is gone. */
  private async refresh(old: ResourceRecord, id: string): Promise<StepResult> {
    const read = this.behaviour.read ? await this.behaviour.read(id, old.outputs) : {};
    if (read === undefined) return { kind: "create", record: await this.create(newLife()) };
    const tags = tagsAll(this.inputs, this.settings.defaultTags);
    const record = this.record(old.life, { id, outputs: { ...old.outputs, ...tags, ...read } });
    if (!equal(old, record)) await this.state.save(record);
    return { kind: "same", record };
  }

  /** `life`: one that is to begin, whose automatic name has to be right as well. */
  private check(life?: string): void {
    const { isAws, inputs } = this;
    const { type } = this.registration;
    const named = isAws && life !== undefined ? withName(type, inputs, this.context(life)) : inputs;
    const refused = isAws ? violations(type, named) : [];
    const found = refused.length > 0 ? refused : (this.behaviour.check?.(inputs) ?? []);
    if (found.length > 0) throw new Error(found.map(({ property, reason }) => `${property} ${reason}`).join("; "));
  }

  private get isAws(): boolean {
    return this.registration.type.startsWith("aws:");
  }

  private context(life: string): ResourceContext {
    return resourceContext(this.registration.urn, this.registration.name, life, this.settings);
  }

  private outputs(computed: Properties): Properties {
    const { defaultTags, region } = this.settings;
    return { region, ...this.digested, ...tagsAll(this.inputs, defaultTags), ...computed };
  }

  private record(
    life: string,
    made: Pick<ResourceRecord, "id" | "pending"> & { outputs?: Properties },
  ): ResourceRecord {
    const { defaultTags } = this.settings;
    return recordOf(this.registration, { life, inputs: this.digested, outputs: {}, defaultTags, ...made });
  }
}

/** What is kept of any registration. */
export const recordOf = (
  registration: Registration,
  made: Pick<ResourceRecord, "life" | "inputs" | "outputs" | "defaultTags"> & Partial<ResourceRecord>,
): ResourceRecord => ({
  urn: registration.urn,
  type: registration.type,
  name: registration.name,
  custom: registration.custom,
  parent: registration.parent,
  secrets: [...registration.secretPaths, ...registration.additionalSecretOutputs],
  dependencies: [
    ...new Set([...registration.dependencies, ...Object.values(registration.propertyDependencies).flat()]),
  ],
  protect: registration.protect,
  retainOnDelete: registration.retainOnDelete,
  deletedWith: registration.deletedWith,
  replacementTrigger: registration.replacementTrigger,
  ...made,
});
