import { replacing } from "../../aws-types/aws-types";
import { drifted, impliedInputs, settled } from "../../aws-types/comparison";
import { nameProperty, withName } from "../../aws-types/resource-names";
import { refuseChange, violations } from "../../aws-types/violations";
import type { Registration } from "../program/registration";
import type { KeptResources } from "../resources/kept-resources";
import { newLife, type ProviderSettings, resourceContext } from "../resources/life";
import { tagsAll } from "../resources/recorded";
import type { Properties, ReadableType, ResourceContext } from "../resources/resource-type";
import { withAbsolutePaths, withDigests } from "../values/asset-digest";
import { difference, equal } from "../values/diff";
import { withIgnored } from "../values/property-path";
import type { ResourceRecord, StackState } from "./state";

export type StepKind = "same" | "create" | "import" | "update" | "replace" | "delete";

export interface StepResult {
  readonly kind: StepKind;
  readonly record: ResourceRecord;
}

/**
 * Brings one resource to what the program declares. An operation is written down before it begins and again when it
 * has ended: whoever dies in between finds it pending and does it once more.
 */
export class ResourceStep {
  private inputs: Properties = {};
  /** As compared and kept. */
  private digested: Properties = {};

  constructor(
    private readonly behaviour: ReadableType,
    private readonly registration: Registration,
    private readonly old: ResourceRecord | undefined,
    private readonly state: StackState,
    private readonly settings: ProviderSettings & { readonly root: string },
    private readonly kept: KeptResources,
  ) {
    this.take(old?.inputs ?? registration.inputs);
  }

  /** What the program says, but for what it wants left as it is. */
  private take(olds: Properties): void {
    const { inputs, ignoreChanges } = this.registration;
    this.inputs = withAbsolutePaths(withIgnored(inputs, olds, ignoreChanges), () => this.settings.root);
    this.digested = withDigests(this.inputs);
  }

  async run(): Promise<StepResult> {
    const { importId } = this.registration;
    if (importId && this.old?.id !== importId && this.old?.importId !== importId) return this.import(importId);
    const old = this.old?.external ? undefined : this.old;
    if (!old) return { kind: "create", record: await this.create(newLife()) };
    const { id } = old;
    if (old.pending === "create" || id === undefined) return { kind: "create", record: await this.create(old.life) };
    if (old.pending === "delete") return { kind: "replace", record: await this.deleteThenCreate(old, id) };
    await this.kept.adopt(old.type, { id, outputs: old.outputs });
    const now = await this.behaviour.read(id, old.outputs);
    if (now === undefined) return { kind: "create", record: await this.create(newLife()) };
    // What somebody changed in the service since is put back.
    const drift = this.isAws ? drifted(old.type, old.inputs, old.outputs, now) : {};
    const before = { ...old, inputs: { ...old.inputs, ...drift } };
    if (Object.keys(drift).length > 0) this.take(before.inputs);
    this.check();
    const found = this.difference(before, now);
    if (found.kind === "replace") return { kind: "replace", record: await this.replace(old, id, found.because) };
    if (found.kind === "update" || old.pending === "update") {
      return { kind: "update", record: await this.update(before, id) };
    }
    return this.refresh(old, id, now);
  }

  /** A resource that is there already, and as the program says it. */
  private async import(importId: string): Promise<StepResult> {
    const { type, ignoreChanges } = this.registration;
    this.check();
    const found = await this.kept.named(this.behaviour, importId, this.settings);
    // fidelity: observed: pkg/resource/deploy/step.go of pulumi, ImportStep, also for the next text
    if (!found) throw new Error(`resource '${importId}' does not exist`);
    const life = newLife();
    const implied = impliedInputs(type, found.outputs);
    const named = withName(type, withIgnored(this.digested, implied, ignoreChanges), this.context(life));
    const rules = { replaceOn: [], replaceOnChanges: [], updatable: true };
    const differing = difference(settled(type, implied, named, found.outputs), named, rules);
    if (differing.kind !== "same") {
      throw new Error(`inputs to import do not match the existing resource: ${differing.changed.join(", ")}`);
    }
    const record = this.record(life, { id: found.id, importId, outputs: this.outputs(found.outputs) });
    if (this.old && !this.old.external) await this.state.supersede(this.old, record);
    else await this.state.save(record);
    return { kind: "import", record };
  }

  private difference(old: ResourceRecord, now: Properties) {
    const news = this.digested;
    const rules = {
      replaceOn: this.isAws ? [...replacing(old.type, { olds: old.inputs, news })] : (this.behaviour.replaceOn ?? []),
      replaceOnChanges: this.registration.replaceOnChanges,
      updatable: this.behaviour.update !== undefined,
    };
    if (triggered(old.replacementTrigger, this.registration.replacementTrigger)) {
      return { kind: "replace", changed: [], because: ["replacementTrigger"] } as const;
    }
    const olds = this.isAws ? settled(old.type, old.inputs, news, now) : old.inputs;
    const found = difference(olds, news, rules);
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
    if (this.isAws) refuseChange(old.type, { olds: { ...old.outputs, ...old.inputs }, news: this.inputs });
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

  /** Nothing changed in the program: the outputs as the service has them now. */
  private async refresh(old: ResourceRecord, id: string, now: Properties): Promise<StepResult> {
    const tags = tagsAll(this.inputs, this.settings.defaultTags);
    const record = this.record(old.life, { id, outputs: { ...old.outputs, ...now, ...tags } });
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
    made: Pick<ResourceRecord, "id" | "pending" | "importId"> & { outputs?: Properties },
  ): ResourceRecord {
    const { defaultTags } = this.settings;
    const { importId } = this.registration;
    return recordOf(this.registration, { life, inputs: this.digested, outputs: {}, defaultTags, importId, ...made });
  }
}

/**
 * Whether the trigger is another one. One that is new, or gone, replaces nothing.
 * fidelity: observed: shouldTriggerReplace of pkg/resource/deploy/step_generator.go in pulumi/pulumi
 */
const triggered = (old: unknown, now: unknown): boolean =>
  (old ?? undefined) !== undefined && (now ?? undefined) !== undefined && !equal(old, now);

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
