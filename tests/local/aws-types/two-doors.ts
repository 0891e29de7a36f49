import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assemble } from "../../../local/cloud/assembly";
import type { Cloud } from "../../../local/cloud/cloud";
import { startServices } from "../../../local/cloud/start-services";
import { Teardown } from "../../../local/cloud/teardown";
import { Deployment, type DeploymentEvent } from "../../../local/engine/deployment/deployment";
import { recordedType } from "../../../local/engine/resources/recorded-type";
import type { Properties, ResourceType } from "../../../local/engine/resources/resource-type";
import { Processes } from "../../../local/lifecycle/processes";
import { AwsResources } from "../../../local/provider/aws-resources";
import { read } from "../../../local/provider/properties";
import { SILENT as NO_STEPS } from "../../../local/terminal/steps";
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
  /** Declares nothing any more. */
  leave(): Promise<void>;
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

  /** With records in place of what runs, so that every type can be made alone; checks and changes are the real ones. */
  recording(): readonly ResourceType[] {
    return this.behaviours.map(({ type, check, update }) => {
      const { update: changed, ...recorded } = recordedType(type);
      return { ...recorded, ...(check && { check }), ...(update && { update: changed }) };
    });
  }

  engine(behaviours = this.behaviours): Door {
    const stack = `run-${this.runs++}`;
    let events: DeploymentEvent[] = [];
    const deploy = () =>
      new Deployment({
        endpoint: "http://127.0.0.1:4566",
        stack,
        root: this.folder,
        settings: SETTINGS,
        storage: this.cloud.storage,
        behaviours,
        onEvent: (event) => void events.push(event),
      });
    return {
      leave: () => deploy().finish(),
      declare: async (type, name, inputs) => {
        events = [];
        const deployment = deploy();
        try {
          const { id, outputs } = await deployment.register(declared(type, name, inputs));
          await deployment.finish();
          return { kind: events[0]?.kind ?? "", id, properties: outputs };
        } catch (error) {
          return refused(error, `${name} (${type}): `);
        }
      },
    };
  }

  provider(behaviours = this.behaviours): Door {
    const resources = new AwsResources(this.cloud, behaviours, this.folder);
    const run = this.runs++;
    let old: { readonly inputs: Properties; readonly state: Properties; readonly id: string } | undefined;
    const make = async (subject: { urn: string; type: string; name: string }, raw: Properties): Promise<Answer> => {
      const naming = { ...subject, seed: Buffer.from(`${run}`) };
      const { inputs, failures } = resources.check(naming, read(old?.inputs ?? {}), read(raw), CONFIGURATION);
      if (failures.length > 0) {
        return { kind: failures.map(({ property, reason }) => `${property} ${reason}`).join("; ") };
      }
      if (old) {
        const { id, state } = old;
        const [olds, news] = [read(old.inputs), read(inputs)];
        const { changes } = await resources.diff(subject, id, olds, news);
        const kind = changes.length === 0 ? "same" : changes.some(({ replaces }) => replaces) ? "replace" : "update";
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
    let subject = { urn: "", type: "", name: "" };
    return {
      leave: async () => old && resources.delete(subject, old.id, read(old.state)),
      declare: async (type, name, inputs) => {
        subject = { urn: urnOf(type, name), type, name };
        return make(subject, inputs).catch((error) => refused(error, ""));
      },
    };
  }
}

const refused = (error: unknown, place: string): Answer => {
  const text = error instanceof Error ? error.message : String(error);
  return { kind: text.replace(place, "") };
};
