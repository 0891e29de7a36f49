import { awsType, volatileOutputs } from "../aws-types/aws-types";
import { drifted, impliedInputs } from "../aws-types/comparison";
import { knownClass, takesTags } from "../aws-types/resource-class";
import { refuseChange } from "../aws-types/violations";
import type { Cloud } from "../cloud/cloud";
import { KeptResources } from "../engine/resources/kept-resources";
import { lifeOf, newLife, resourceContext } from "../engine/resources/life";
import { tagsAll } from "../engine/resources/recorded";
import { recordedType } from "../engine/resources/recorded-type";
import type { Properties, ReadableType, ResourceContext, ResourceType } from "../engine/resources/resource-type";
import { projectOf } from "../engine/resources/urn";
import { withAbsolutePaths, withDigests } from "../engine/values/asset-digest";
import { difference } from "../engine/values/diff";
import { UNKNOWN } from "../engine/values/signatures";

import { type Changes, changesOf, type Step } from "./changes";
import { type Checked, check } from "./check";
import type { Configuration } from "./configuration";
import { digestOf, type Life, Lives } from "./lives";
import type { Naming } from "./naming";
import { comparable, outgoing, type Received } from "./properties";
import { Refusal } from "./server";

/** A resource that an operation is about. */
export interface Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

/** Properties as they go back to the engine, marked as on the wire. */
export interface State {
  readonly id: string;
  readonly outputs: Properties;
}

export interface ReadState extends State {
  readonly inputs: Properties;
}

/** Of a stack that the local cloud may stand in for. */
type Home = Pick<Cloud, "account" | "endpoint" | "region" | "storage">;

/** The operations of the provider on the resources of the local cloud. */
export class AwsResources {
  private readonly behaviours: ReadonlyMap<string, ResourceType>;
  private readonly lives: Lives;
  private readonly kept: KeptResources;

  constructor(
    private readonly home: Home,
    behaviours: readonly ResourceType[],
    /** The folders of the programs by project: where relative paths of their assets begin. */
    private readonly roots: ReadonlyMap<string, string>,
  ) {
    this.behaviours = new Map(behaviours.map((behaviour) => [behaviour.type, behaviour]));
    this.lives = new Lives(home.storage);
    this.kept = new KeptResources(home.storage, () => home.endpoint);
  }

  check(naming: Naming, olds: Received, news: Received, { defaultTags }: Configuration): Checked {
    return check({ ...naming, olds, news, defaultTags, behaviour: this.behaviours.get(naming.type) });
  }

  /** `lost`: the service does not have what the engine's state says; an update brings them together. */
  async diff({ urn, type }: Subject, id: string, { state, olds, news }: Step): Promise<Changes & { lost: boolean }> {
    const life = this.lives.find(urn, id);
    if (life && !life.known) await this.lives.put(urn, { ...life, known: true, outputs: undefined });
    const lost = life?.applied !== undefined && life.applied !== digestOf(comparable(olds));
    return { ...changesOf(type, this.behaviours.get(type), { state, olds, news }), lost };
  }

  /** The outputs of a resource that is not there yet. */
  previewCreate({ type }: Subject, inputs: Received): Properties {
    const computed = knownClass(type).computed.filter((property) => inputs.raw[property] === undefined);
    return { ...inputs.raw, ...unknown(computed) };
  }

  previewUpdate({ type }: Subject, { state, olds, news }: Step): Properties {
    const rules = { replaceOn: [], replaceOnChanges: [], updatable: true };
    const found = difference(comparable(olds), comparable(news), rules);
    const changed = found.kind === "same" ? [] : found.changed;
    return { ...state.raw, ...news.raw, ...unknown(volatileOutputs(type, changed)) };
  }

  async create(subject: Subject, inputs: Received, configuration: Configuration): Promise<State> {
    this.refuseElsewhere(configuration);
    const behaviour = this.behaviour(subject.type);
    refuse(behaviour, inputs);
    await this.endOrphans(subject, configuration);
    const { urn, type, name } = subject;
    const begun: Life = { life: newLife(), type, name, inputs: comparable(inputs), known: false };
    await this.lives.put(urn, begun);
    const context = this.context(subject, begun.life, configuration);
    const { id, outputs } = await behaviour.create(this.located(subject, inputs), context);
    const applied = digestOf(comparable(inputs));
    // One that was kept when its last life ended (retainOnDelete) goes on under the same id.
    for (const other of this.lives.of(urn).filter((life) => life.id === id)) await this.lives.remove(urn, other);
    await this.lives.put(urn, { ...begun, id, inputs: undefined, outputs: withDigests(outputs), applied });
    return { id, outputs: this.outgoing(outputs, inputs, configuration) };
  }

  async update(subject: Subject, id: string, step: Step, configuration: Configuration): Promise<Properties> {
    this.refuseElsewhere(configuration);
    const { state, olds, news } = step;
    const { urn, type, name } = subject;
    refuse(this.behaviour(type), news);
    refuseChange(type, { olds: { ...state.values, ...olds.values }, news: news.values });
    const life = this.lives.find(urn, id) ?? { life: lifeOf(`${urn}/${id}`), type, name, id, known: true };
    // If this is cut short, nobody knows what the service has: whatever the state says differs from it.
    await this.lives.put(urn, { ...life, known: true, applied: "" });
    const before = { inputs: olds.values, outputs: state.values };
    const context = this.context(subject, life.life, configuration);
    const outputs = await this.behaviour(type).update?.(id, this.located(subject, news), before, context);
    await this.lives.put(urn, { ...life, known: true, applied: digestOf(comparable(news)) });
    return this.outgoing({ ...outputs }, news, configuration);
  }

  /** `undefined` when the resource is gone. */
  async read(
    subject: Subject,
    id: string,
    state: Received,
    inputs: Received,
    configuration: Configuration,
  ): Promise<ReadState | undefined> {
    const { urn, type } = subject;
    const behaviour = this.behaviour(type);
    // The engine knows nothing yet of what it imports, or finds with `.get()`.
    if (Object.keys(state.raw).length === 0) {
      const settings = { ...configuration, account: this.home.account };
      const named = await this.kept.named(behaviour, id, settings);
      if (!named) return undefined;
      // What it had of an earlier state says nothing of the one that begins.
      const life = this.lives.find(urn, named.id);
      if (life) await this.lives.put(urn, { ...life, known: true, applied: undefined, outputs: undefined });
      const implied = impliedInputs(type, named.outputs);
      // Default tags are no reason to refuse what has been made without them.
      const inputs = { ...implied, ...(takesTags(type) && tagsAll(implied, configuration.defaultTags)) };
      return { id: named.id, outputs: { region: configuration.region, ...named.outputs }, inputs };
    }
    if (this.lives.find(urn, id)) await this.kept.adopt(type, { id, outputs: state.values });
    const now = await behaviour.read(id, state.values);
    if (!now) return undefined;
    const outputs = withoutOthers(type, inputs, now);
    const drift = drifted(type, inputs.values, state.values, outputs);
    return {
      id,
      outputs: outgoing({ ...state.values, ...outputs }, state),
      inputs: { ...inputs.raw, ...drift, ...("tags" in drift && tagsAll(drift, configuration.defaultTags)) },
    };
  }

  async delete({ urn, type }: Subject, id: string, state: Received): Promise<void> {
    const behaviour = this.behaviour(type);
    const life = this.lives.find(urn, id);
    // What nobody has made here may have been found here (`.get()`, an import); otherwise it is gone already.
    if (!life && !(await behaviour.read(id, state.values))) return;
    await behaviour.delete(id, state.values);
    if (life) await this.lives.remove(urn, life);
  }

  /** Creations that the engine never heard the end of: it asks for the resource once more. */
  private async endOrphans(subject: Subject, configuration: Configuration): Promise<void> {
    const behaviour = this.behaviour(subject.type);
    for (const life of this.lives.of(subject.urn)) {
      if (life.known) continue;
      const found = await this.orphan(subject, life, configuration);
      if (found) await behaviour.delete(found.id, found.outputs);
      await this.lives.remove(subject.urn, life);
    }
  }

  /** A creation that was cut short is idempotent: doing it once more tells what there is to delete. */
  private async orphan(
    subject: Subject,
    { life, inputs = {}, id, outputs = {} }: Life,
    configuration: Configuration,
  ): Promise<{ id: string; outputs: Properties } | undefined> {
    if (id !== undefined) return { id, outputs };
    try {
      return await this.behaviour(subject.type).create(inputs, this.context(subject, life, configuration));
    } catch {
      // Its assets are not kept, or what it refers to is gone: then it never came to anything.
      return undefined;
    }
  }

  private behaviour(type: string): ReadableType {
    return this.kept.keeping(this.behaviours.get(type) ?? recordedType(type));
  }

  private located({ urn }: Subject, { values }: Received): Properties {
    const { tagsAll: _, ...own } = values;
    return withAbsolutePaths(own, () => this.root(projectOf(urn)));
  }

  private root(project: string): string {
    const root = this.roots.get(project);
    if (root !== undefined) return root;
    throw new Refusal(
      `the local cloud does not know where the program ${project} is, whose files are named from there: start it with its folder, npx tiers cloud ${[...this.roots.values(), "<folder>"].join(" ")}`,
    );
  }

  private outgoing(outputs: Properties, inputs: Received, { region }: Configuration): Properties {
    return outgoing({ region, ...inputs.values, ...outputs }, inputs);
  }

  private context({ urn, name }: Subject, life: string, { defaultTags }: Configuration): ResourceContext {
    const { account, region } = this.home;
    return resourceContext(urn, name, life, { account, region, defaultTags });
  }

  /** Previews are for any place; what is made is made here. */
  private refuseElsewhere({ region, allowedAccounts }: Configuration): void {
    const { account } = this.home;
    if (region !== this.home.region) {
      throw new Refusal(
        `the local cloud is in ${this.home.region} and the stack in ${region}: start it with \`npx tiers cloud --stack <stack>\``,
      );
    }
    if (allowedAccounts.length > 0 && !allowedAccounts.includes(account)) {
      // fidelity: observed: the provider's own words for allowedAccountIds
      throw new Refusal(
        `AWS account ID not allowed: ${account}, the account of the local cloud; aws:allowedAccountIds holds ${allowedAccounts.join(", ")}. A preview works`,
      );
    }
  }
}

/** What the local cloud cannot be, now that it is to be made. */
const refuse = (behaviour: ResourceType, { values }: Received): void => {
  const violations = behaviour.check?.(values) ?? [];
  if (violations.length > 0) {
    throw new Refusal(violations.map(({ property, reason }) => `${property} ${reason}`).join("; "));
  }
};

/** Outputs without what resources of other types have set: a change of theirs is not this one's drift. */
const withoutOthers = (type: string, inputs: Received, outputs: Properties): Properties => {
  const others = (awsType(type).setByOthers ?? []).filter((property) => inputs.values[property] === undefined);
  return Object.fromEntries(Object.entries(outputs).filter(([property]) => !others.includes(property)));
};

const unknown = (properties: readonly string[]): Properties =>
  Object.fromEntries(properties.map((property) => [property, UNKNOWN]));
