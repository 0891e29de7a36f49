import type { Storage } from "../../data/storage";
import { errorText } from "../../wire/service-error";
import { answerInvoke, zonesOf } from "../invokes/invokes";
import { answerLookup, duplicate } from "../program/recording-engine";
import type { Engine, Registered, Registration } from "../program/registration";
import { KeptResources } from "../resources/kept-resources";
import { lifeOf, type ProviderSettings } from "../resources/life";
import { logicalNameProblem } from "../resources/logical-name";
import { recordedType } from "../resources/recorded-type";
import type { Properties, ReadableType, ResourceType } from "../resources/resource-type";
import type { StackName } from "../stacks/stack-name";
import { answerStackOutputs, type ReadStack, referenceAnswer, STACK_REFERENCE } from "../stacks/stack-outputs";
import { equal } from "../values/diff";
import { constructVpc } from "../vpc/vpc";
import { Aliases } from "./aliases";
import { deleteUndeclared } from "./deletions";
import { ResourceStep, recordOf, type StepKind } from "./resource-step";
import { type ResourceRecord, StackState } from "./state";
import { TakenNames } from "./taken-names";

/** One resource that the deployment has dealt with. */
export interface DeploymentEvent {
  readonly kind: StepKind;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly ms: number;
  /** No behaviour: only a record is kept. */
  readonly recordedOnly: boolean;
}

export interface DeploymentOptions {
  readonly stack: StackName;
  /** Folder of Pulumi.yaml, where relative paths of assets begin. */
  readonly root: string;
  readonly settings: ProviderSettings;
  readonly storage: Storage;
  /** Base URL of the AWS endpoint. */
  readonly endpoint: string;
  readonly behaviours: readonly ResourceType[];
  readonly readStack: ReadStack;
  /** Called when the work on a resource begins; what it returns, when that ends. */
  onBegin?(resource: Pick<DeploymentEvent, "type" | "name">): () => void;
  onEvent(event: DeploymentEvent): void;
}

/**
 * One run of a program against the local cloud: every registration becomes a step, as soon as the program makes it.
 * The first error is the one that counts: no step begins after it.
 */
export class Deployment implements Engine {
  private readonly state: StackState;
  private readonly behaviours: ReadonlyMap<string, ResourceType>;
  private readonly kept: KeptResources;
  private readonly aliases = new Aliases();
  private readonly taken: TakenNames;
  private readonly answers = new Map<string, Registered>();
  private readonly running = new Set<Promise<unknown>>();
  private failure: Error | undefined;

  constructor(private readonly options: DeploymentOptions) {
    this.state = new StackState(options.storage, options.stack, options.endpoint);
    this.kept = new KeptResources(options.storage, () => options.endpoint);
    this.taken = new TakenNames(options.stack, options.storage, options.endpoint);
    this.behaviours = new Map(options.behaviours.map((behaviour) => [behaviour.type, behaviour]));
  }

  register(registration: Registration): Promise<Registered> {
    return this.guarded(async () => {
      const problem = logicalNameProblem(registration.name);
      if (problem) throw new Error(problem);
      if (this.answers.has(registration.urn)) throw new Error(duplicate(registration));
      // Taken at once, so that a second registration under the same URN is noticed while this one is still at work.
      this.answers.set(registration.urn, { id: undefined, outputs: {} });
      const registered = await this.answer(registration);
      this.answers.set(registration.urn, registered);
      return registered;
    });
  }

  read(registration: Registration, id: string): Promise<Registered> {
    return this.guarded(async () => {
      const { urn, name, type, inputs } = registration;
      if (type === STACK_REFERENCE) {
        const registered = referenceAnswer(id, await this.options.readStack(id));
        this.answers.set(urn, registered);
        return registered;
      }
      const { settings } = this.options;
      const found = await this.kept.named(this.behaviour(type), id, settings).catch((error: Error) => {
        throw new Error(`${name} (${type}): ${error.message}`, { cause: error });
      });
      // fidelity: observed: pkg/resource/deploy/step.go of pulumi, ReadStep
      if (!found) throw new Error(`${name} (${type}): resource '${id}' does not exist`);
      const registered = { id: found.id, outputs: { region: settings.region, ...found.outputs } };
      const { defaultTags } = settings;
      await this.state.save(
        recordOf(registration, { life: lifeOf(urn), ...registered, inputs, defaultTags, external: true }),
      );
      this.answers.set(urn, registered);
      return registered;
    });
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    // Programs may ask whether a stack is there: that it is not fails nothing.
    const stack = await answerStackOutputs(token, args, this.options.readStack);
    if (stack) return stack;
    return this.guarded(
      async () => answerLookup(this.answers, token, args) ?? answerInvoke(token, args, this.options.settings),
    );
  }

  /** Outputs of components are for Pulumi's own displays; those of the program come with its result. */
  outputs(): void {}

  /** After the program has succeeded: deletes what it no longer declares. */
  async finish(): Promise<void> {
    await this.settle();
    if (this.failure) throw this.failure;
    await deleteUndeclared({
      state: this.state,
      declared: new Set(this.answers.keys()),
      settings: this.options.settings,
      behaviour: (type) => this.behaviour(type),
      onDeleted: (record) => this.report("delete", record, 0),
    });
  }

  /** The resources of a type that the program declares. */
  made(type: string): ResourceRecord[] {
    return this.state.all().filter((record) => record.type === type && this.answers.has(record.urn));
  }

  /** Waits for the steps that have begun. */
  async settle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  private async answer(registration: Registration): Promise<Registered> {
    const old = await this.known(registration);
    if (registration.type === "awsx:ec2:Vpc") {
      const zones = zonesOf(this.options.settings.region);
      const constructed = await constructVpc(registration, zones, (child) => this.register(child));
      return this.component(registration, old, constructed.outputs);
    }
    if (registration.remote)
      throw new Error(`${registration.name}: ${registration.type} cannot be constructed locally`);
    if (!registration.custom) return this.component(registration, old, registration.inputs);
    return this.step(registration, old);
  }

  private async step(registration: Registration, old: ResourceRecord | undefined): Promise<Registered> {
    const began = performance.now();
    const settings = { ...this.options.settings, root: this.options.root };
    const behaviour = this.behaviour(registration.type);
    const end = this.options.onBegin?.(registration);
    try {
      this.taken.refuse(registration, settings);
      const step = new ResourceStep(behaviour, registration, old, this.state, settings, this.kept);
      const { kind, record } = await step.run();
      this.report(kind, record, performance.now() - began);
      return { id: record.id, outputs: record.outputs };
    } catch (error) {
      throw new Error(`${registration.name} (${registration.type}): ${errorText(error)}`, { cause: error });
    } finally {
      end?.();
    }
  }

  private async component(
    registration: Registration,
    old: ResourceRecord | undefined,
    outputs: Properties,
  ): Promise<Registered> {
    const { inputs, urn } = registration;
    const { defaultTags } = this.options.settings;
    const record = recordOf(registration, { life: lifeOf(urn), inputs, outputs: {}, defaultTags });
    if (!equal(old, record)) await this.state.save(record);
    return { id: undefined, outputs };
  }

  /** What is known of a resource, under the URN that it has now. */
  private async known(registration: Registration): Promise<ResourceRecord | undefined> {
    const { urn, type, name } = registration;
    const aliases = this.aliases.of(registration);
    const found = this.state.find(urn);
    if (found) return found;
    const moved = aliases.map((alias) => this.state.find(alias)).find((record) => record !== undefined);
    if (!moved) return undefined;
    const record = { ...moved, urn, type, name };
    await this.state.move(moved, record);
    return record;
  }

  private behaviour(type: string): ReadableType {
    return this.kept.keeping(this.behaviours.get(type) ?? recordedType(type));
  }

  private report(kind: StepKind, { urn, type, name }: ResourceRecord, ms: number): void {
    this.options.onEvent({ kind, urn, type, name, ms, recordedOnly: !this.behaviours.has(type) });
  }

  private guarded<T>(work: () => Promise<T>): Promise<T> {
    const run = async () => {
      if (this.failure) throw this.failure;
      try {
        return await work();
      } catch (error) {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
        throw this.failure;
      }
    };
    const promise = run();
    this.running.add(promise);
    const done = () => this.running.delete(promise);
    promise.then(done, done);
    return promise;
  }
}
