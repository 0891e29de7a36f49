import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "../../../local/data/storage";
import { Deployment, type DeploymentEvent } from "../../../local/engine/deployment/deployment";
import { bareRegistration, type Registration } from "../../../local/engine/program/registration";
import type { Properties, ResourceContext, ResourceType } from "../../../local/engine/resources/resource-type";
import { makeUrn } from "../../../local/engine/resources/urn";

export const SETTINGS = { region: "eu-west-1", account: "000000000000", defaultTags: {} };

export const urnOf = (type: string, name: string, parent = ""): string => makeUrn("test", "p", parent, type, name);

/** A registration as the monitor would hand it on. */
export const declared = (
  type: string,
  name: string,
  inputs: Properties = {},
  options: Partial<Registration> = {},
): Registration => ({
  ...bareRegistration({ urn: urnOf(type, name, options.parent), type, name, inputs }),
  ...options,
});

/** A service that writes down what it is told. Ids are the automatic names of resources. */
export class Things {
  readonly calls: string[] = [];
  readonly alive = new Map<string, Properties>();
  /** Called before each operation; what it throws, the operation throws. */
  interrupt: (call: string) => void | Promise<void> = () => {};

  readonly type: ResourceType = {
    type: "test:index:Thing",
    replaceOn: ["size"],
    check: (inputs) => (inputs.size === -1 ? [{ property: "size", reason: "must not be negative" }] : []),
    create: async (inputs: Properties, context: ResourceContext) => {
      const id = typeof inputs.name === "string" ? inputs.name : context.autoName();
      await this.note(`create ${context.name}`);
      this.alive.set(id, inputs);
      return { id, outputs: { arn: `arn:${id}` } };
    },
    update: async (id, inputs, olds, context) => {
      await this.note(`update ${context.name} ${JSON.stringify(olds.inputs)}`);
      this.alive.set(id, inputs);
      return { arn: `arn:${id}` };
    },
    read: async (id) => (this.alive.has(id) ? { seen: "now" } : undefined),
    delete: async (id) => {
      await this.note(`delete ${id.replace(/-[0-9a-f]{7}$/, "")}`);
      this.alive.delete(id);
    },
  };

  private async note(call: string): Promise<void> {
    await this.interrupt(call);
    this.calls.push(call);
  }
}

/** A local cloud of things, with a storage that survives from deployment to deployment. */
export class World {
  readonly things = new Things();
  readonly events: DeploymentEvent[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), "engine-"));
  private storage = Storage.open(this.folder);

  deployment(settings: Partial<typeof SETTINGS> = {}): Deployment {
    return new Deployment({
      endpoint: "http://127.0.0.1:4566",
      stack: { project: "p", stack: "test" },
      root: this.folder,
      settings: { ...SETTINGS, ...settings },
      storage: this.storage,
      behaviours: [this.things.type],
      readStack: (reference) => Promise.reject(new Error(`no ${reference}`)),
      onEvent: (event) => this.events.push(event),
    });
  }

  /** Registers one after the other and finishes. Returns the ids. */
  async deploy(...registrations: Registration[]): Promise<(string | undefined)[]> {
    const deployment = this.deployment();
    const ids: (string | undefined)[] = [];
    for (const registration of registrations) ids.push((await deployment.register(registration)).id);
    await deployment.finish();
    return ids;
  }

  /** What the service was told since the last time. */
  calls(): string[] {
    return this.things.calls.splice(0);
  }

  /** As after the end of the process: nothing but the file is left. */
  async restart(): Promise<void> {
    await this.storage.close();
    this.storage = Storage.open(this.folder);
  }

  async end(): Promise<void> {
    await this.storage.close();
    rmSync(this.folder, { recursive: true });
  }
}

export const THING = "test:index:Thing";
export const thing = (name: string, inputs: Properties = {}, options: Partial<Registration> = {}): Registration =>
  declared(THING, name, inputs, options);
