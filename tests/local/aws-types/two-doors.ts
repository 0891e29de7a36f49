import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assemble } from "../../../local/cloud/assembly";
import type { Cloud } from "../../../local/cloud/cloud";
import { startServices } from "../../../local/cloud/start-services";
import { Teardown } from "../../../local/cloud/teardown";
import { Deployment, type DeploymentEvent } from "../../../local/engine/deployment/deployment";
import type { Registration } from "../../../local/engine/program/registration";
import { recordedType } from "../../../local/engine/resources/recorded-type";
import type { Properties, ResourceType } from "../../../local/engine/resources/resource-type";
import { makeUrn } from "../../../local/engine/resources/urn";
import { Processes } from "../../../local/lifecycle/processes";
import { AwsResources, type Subject } from "../../../local/provider/aws-resources";
import type { Change } from "../../../local/provider/changes";
import { read } from "../../../local/provider/properties";
import { SILENT as NO_STEPS } from "../../../local/terminal/steps";
import { errorText } from "../../../local/wire/service-error";
import { declared, SETTINGS, urnOf } from "../engine/world";

const SILENT = { info: () => {}, warn: () => {}, output: () => {} };
const CONFIGURATION = { ...SETTINGS, allowedAccounts: [] };

/** What became of a resource: how it was made or changed, or why not. */
export interface Answer {
  readonly kind: string;
  readonly id?: string;
  /** Inputs and outputs as they are then. */
  readonly properties?: Properties;
}

/** One way into the local cloud: the inputs of one resource, as a program declares them again and again. */
export interface Door {
  declare(type: string, name: string, inputs: Properties): Promise<Answer>;
  /** The same with the option `import`. */
  import(type: string, name: string, inputs: Properties, importId: string): Promise<Answer>;
  /** A `.get()`. */
  get(type: string, name: string, importId: string): Promise<Answer>;
  /** Declares nothing any more. */
  leave(): Promise<void>;
}

export interface EngineDoor extends Door {
  declare(type: string, name: string, inputs: Properties, options?: Partial<Registration>): Promise<Answer>;
}

export interface ProviderDoor extends Door {
  /** Deletes what another door has made. */
  end(type: string, id: string, properties: Properties): Promise<void>;
}

/** The real services of a local cloud, reached through the engine of `npm start` and through Pulumi's provider. */
export class TwoDoors {
  private readonly world = mkdtempSync(join(tmpdir(), "two-doors-"));
  readonly folder = join(this.world, "data");
  private readonly teardown = new Teardown(SILENT);
  private behaviours: readonly ResourceType[] = [];
  private running: Cloud | undefined;
  private runs = 0;

  async start(): Promise<void> {
    mkdirSync(join(this.world, "precious"));
    writeFileSync(join(this.world, "precious", "file"), "kept");
    const lifecycle = new Processes();
    this.teardown.add("processes", () => lifecycle.close());
    const parts = { folder: this.folder, lifecycle, region: SETTINGS.region, port: 0, log: SILENT, clock: undefined };
    const cloud = await assemble(parts, this.teardown);
    await startServices(cloud.directory, this.teardown, NO_STEPS);
    this.running = cloud;
    this.behaviours = cloud.directory.made().flatMap(({ resources }) => resources);
  }

  async end(): Promise<void> {
    await this.teardown.run();
    rmSync(this.world, { recursive: true });
  }

  get cloud(): Cloud {
    if (!this.running) throw new Error("not started");
    return this.running;
  }

  /** All that lies beside the data folder. */
  outside(): string[] {
    return readdirSync(this.world, { recursive: true, encoding: "utf8" })
      .filter((path) => !/^data(\/|$)/.test(path))
      .map((path) => (path === "precious/file" ? readFileSync(join(this.world, path), "utf8") : path))
      .sort();
  }

  /** Every type that a service gives life to. */
  types(): readonly ResourceType[] {
    return this.behaviours;
  }

  /** With records in place of what runs, so that every type can be made alone; checks and changes are the real ones. */
  recording(): readonly ResourceType[] {
    return this.behaviours.map(({ type, check, update }) => {
      const { update: changed, ...recorded } = recordedType(type);
      return { ...recorded, ...(check && { check }), ...(update && { update: changed }) };
    });
  }

  engine(behaviours = this.behaviours): EngineDoor {
    const stack = { project: "p", stack: `run-${this.runs++}` };
    let events: DeploymentEvent[] = [];
    const deploy = () =>
      new Deployment({
        endpoint: this.cloud.endpoint,
        stack,
        root: this.folder,
        settings: SETTINGS,
        storage: this.cloud.storage,
        behaviours,
        readStack: () => assert.fail("nobody refers to another stack"),
        onEvent: (event) => void events.push(event),
      });
    const step = async (declared: Registration, found?: string): Promise<Answer> => {
      const urn = makeUrn(stack.stack, stack.project, "", declared.type, declared.name);
      const registration = { ...declared, urn };
      events = [];
      const deployment = deploy();
      try {
        const { id, outputs } = await (found === undefined
          ? deployment.register(registration)
          : deployment.read(registration, found));
        await deployment.finish();
        return { kind: events[0]?.kind ?? "read", id, properties: outputs };
      } catch (error) {
        await deployment.settle();
        return refused(error, `${registration.name} (${registration.type}): `);
      }
    };
    return {
      leave: () => deploy().finish(),
      declare: (type, name, inputs, options) => step(declared(type, name, inputs, options)),
      import: (type, name, inputs, importId) => step(declared(type, name, inputs, { importId })),
      get: (type, name, importId) => step(declared(type, name), importId),
    };
  }

  provider(behaviours = this.behaviours): ProviderDoor {
    const resources = new AwsResources(this.cloud, behaviours, new Map([["p", this.folder]]));
    const run = this.runs++;
    let old: { readonly inputs: Properties; readonly state: Properties; readonly id: string } | undefined;
    /** What `pulumi up --refresh` does first. */
    const refreshed = async (subject: Subject): Promise<void> => {
      if (!old) return;
      const now = await resources.read(subject, old.id, read(old.state), read(old.inputs), CONFIGURATION);
      old = now && { inputs: now.inputs, state: now.outputs, id: now.id };
    };
    const make = async (
      subject: Subject,
      raw: Properties,
      onChanges: (changes: readonly Change[]) => void = () => {},
    ): Promise<Answer> => {
      const naming = { ...subject, seed: Buffer.from(`${run}`) };
      const { inputs, failures } = resources.check(naming, read(old?.inputs ?? {}), read(raw), CONFIGURATION);
      if (failures.length > 0) {
        return { kind: failures.map(({ property, reason }) => `${property} ${reason}`).join("; ") };
      }
      if (old) {
        const { id, state } = old;
        const [olds, news] = [read(old.inputs), read(inputs)];
        const { changes, lost } = await resources.diff(subject, id, { state: read(state), olds, news });
        if (changes.length > 0) onChanges(changes);
        const kind =
          changes.length === 0 && !lost ? "same" : changes.some(({ replaces }) => replaces) ? "replace" : "update";
        if (kind !== "replace") {
          const step = { state: read(state), olds, news };
          const properties = kind === "same" ? state : await resources.update(subject, id, step, CONFIGURATION);
          old = { inputs, state: properties, id };
          return { kind, id, properties };
        }
        await resources.delete(subject, id, read(state));
      }
      const kind = old ? "replace" : "create";
      const { id, outputs } = await resources.create(subject, read(inputs), CONFIGURATION);
      old = { inputs, state: outputs, id };
      return { kind, id, properties: outputs };
    };
    const find = async (importId: string) => {
      const found = await resources.read(subject, importId, read({}), read({}), CONFIGURATION);
      if (!found) throw new Error(`resource '${importId}' does not exist`);
      return { inputs: found.inputs, state: found.outputs, id: found.id };
    };
    /** As Pulumi's engine does it. */
    const take = async (inputs: Properties, importId: string): Promise<Answer> => {
      const found = await find(importId);
      old = found;
      const { kind, ...same } = await make(subject, inputs, (changes) => {
        const differing = [...new Set(changes.map(({ path }) => /^\w+/.exec(path)?.[0] ?? path))].sort();
        if (differing.at(-1) === "tagsAll") differing.pop();
        throw new Error(`inputs to import do not match the existing resource: ${differing.join(", ")}`);
      });
      return { ...same, kind: kind === "same" ? "import" : kind };
    };
    let subject = { urn: "", type: "", name: "" };
    const about = (type: string, name: string) => {
      subject = { urn: urnOf(type, name), type, name };
    };
    return {
      leave: async () => {
        if (old) await told(resources.delete(subject, old.id, read(old.state)));
        old = undefined;
      },
      end: async (type, id, properties) => {
        about(type, "orders");
        await told(resources.delete(subject, id, read(properties)));
      },
      declare: async (type, name, inputs) => {
        about(type, name);
        return refreshed(subject)
          .then(() => make(subject, inputs))
          .catch((error) => refused(error, ""));
      },
      import: async (type, name, inputs, importId) => {
        about(type, name);
        return take(inputs, importId).catch((error) => refused(error, ""));
      },
      get: async (type, name, importId) => {
        about(type, name);
        return find(importId).then(
          ({ id, state }) => ({ kind: "read", id, properties: state }),
          (error) => refused(error, ""),
        );
      },
    };
  }
}

const refused = (error: unknown, place: string): Answer => ({ kind: errorText(error).replace(place, "") });

/** As the provider's server tells it. */
const told = async (work: Promise<void>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    throw new Error(errorText(error));
  }
};
