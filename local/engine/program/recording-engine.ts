import { answerInvoke, zonesOf } from "../invokes/invokes";
import { lifeOf, type ProviderSettings, resourceContext } from "../resources/life";
import { recorded } from "../resources/recorded";
import type { Properties } from "../resources/resource-type";
import { answerStackOutputs, type ReadStack, referenceAnswer, STACK_REFERENCE } from "../stacks/stack-outputs";
import { UNKNOWN } from "../values/signatures";
import { constructVpc } from "../vpc/vpc";
import type { Engine, Registered, RegisteredOutputs, Registration } from "./registration";

export interface RecordingOptions extends Partial<ProviderSettings> {
  /** Ids and computed outputs stay unknown, as in `pulumi preview`. @default false */
  readonly preview?: boolean;
  /** Outputs of other stacks, by what references call them: `{ "organization/platform/prod": { busArn } }`. @default {} */
  readonly stacks?: Readonly<Record<string, Properties>>;
}

/** An engine that makes nothing: it answers a program as AWS would and keeps what was registered. */
export interface RecordingEngine extends Engine {
  /** In order of registration, children of constructed components included. */
  readonly registrations: readonly Registration[];
  /** What the program was told about each resource, by URN. */
  readonly answers: ReadonlyMap<string, Registered>;
  /** By URN. */
  readonly componentOutputs: ReadonlyMap<string, RegisteredOutputs>;
}

/** For tests, previews and summaries: evaluates a program without a cloud. The same program gets the same ids each time. */
export const recordingEngine = (
  options: RecordingOptions = {},
  /** Answers references to other stacks. */
  readStack: ReadStack = given(options.stacks ?? {}),
): RecordingEngine => {
  const settings: ProviderSettings = {
    region: options.region ?? "eu-west-1",
    account: options.account ?? "000000000000",
    defaultTags: options.defaultTags ?? {},
  };
  return new Recorder(settings, options.preview ?? false, readStack);
};

/** @throws for the outputs of any other stack */
export const given =
  (stacks: Readonly<Record<string, Properties>>): ReadStack =>
  async (reference) => {
    const outputs = Object.hasOwn(stacks, reference) ? stacks[reference] : undefined;
    if (outputs) return { outputs, secretOutputNames: [] };
    throw new Error(`unknown stack "${reference}": give its outputs, stacks: { "${reference}": { … } }`);
  };

class Recorder implements RecordingEngine {
  readonly registrations: Registration[] = [];
  readonly answers = new Map<string, Registered>();
  readonly componentOutputs = new Map<string, RegisteredOutputs>();

  constructor(
    private readonly settings: ProviderSettings,
    private readonly preview: boolean,
    private readonly readStack: ReadStack,
  ) {}

  async register(registration: Registration): Promise<Registered> {
    if (this.answers.has(registration.urn)) throw new Error(duplicate(registration));
    this.registrations.push(registration);
    // Taken at once, so that a second registration under the same URN is noticed while this one is still at work.
    this.answers.set(registration.urn, { id: undefined, outputs: {} });
    const registered = await this.answer(registration);
    this.answers.set(registration.urn, registered);
    return registered;
  }

  async read(registration: Registration, id: string): Promise<Registered> {
    if (registration.type === STACK_REFERENCE) {
      const registered = referenceAnswer(id, await this.readStack(id));
      this.answers.set(registration.urn, registered);
      return registered;
    }
    this.registrations.push(registration);
    const registered = { id, outputs: { ...this.make(registration).outputs, ...registration.inputs } };
    this.answers.set(registration.urn, registered);
    return registered;
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    return (
      answerLookup(this.answers, token, args) ??
      (await answerStackOutputs(token, args, this.readStack)) ??
      answerInvoke(token, args, this.settings)
    );
  }

  outputs(urn: string, outputs: Properties, secretPaths: readonly string[]): void {
    this.componentOutputs.set(urn, { outputs, secretPaths });
  }

  private async answer(registration: Registration): Promise<Registered> {
    if (registration.type === "awsx:ec2:Vpc") {
      return constructVpc(registration, zonesOf(this.settings.region), (child) => this.register(child));
    }
    if (registration.remote) throw new Error(`${registration.name}: no local construction of ${registration.type}`);
    if (!registration.custom) return { id: undefined, outputs: registration.inputs };
    if (this.preview) return { id: undefined, outputs: registration.inputs };
    return this.make(registration);
  }

  private make({ urn, type, name, inputs }: Registration): Registered {
    return recorded(type, inputs, resourceContext(urn, name, lifeOf(urn), this.settings));
  }
}

/** The SDK's own question after a resource that it was handed as an output. */
export const answerLookup = (
  resources: ReadonlyMap<string, Registered>,
  token: string,
  args: Properties,
): Properties | undefined => {
  if (token !== "pulumi:pulumi:getResource") return undefined;
  const urn = String(args.urn);
  const found = resources.get(urn);
  if (!found) throw new Error(`unknown resource ${urn}`);
  return { urn, id: found.id ?? UNKNOWN, state: found.outputs };
};

export const duplicate = ({ urn, type, name }: Registration): string =>
  `${name}: a second resource of type ${type} has the same name and parent (${urn}); give it another name`;
