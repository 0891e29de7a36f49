import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Log } from "../../../local/cloud/log";
import { type ServedCloud, serveCloud } from "../../../local/start/serve-cloud";
import { type Json, ProviderClient } from "./provider-client";

const ROOT = resolve(__dirname, "../../..");

const SILENT: Log = { info: () => {}, warn: () => {}, output: () => {} };

/** A local cloud as `npm run cloud` serves it, with engines connected to its providers. */
export class ServedWorld {
  readonly folder = mkdtempSync(join(tmpdir(), "provider-"));
  private readonly clients: ProviderClient[] = [];
  private running: ServedCloud | undefined;

  async start(): Promise<void> {
    this.running = await serveCloud({
      root: ROOT,
      stack: "local",
      folder: this.folder,
      port: 0,
      providerPort: 0,
      log: SILENT,
    });
  }

  get served(): ServedCloud {
    if (!this.running) throw new Error("the cloud has not been started");
    return this.running;
  }

  /** A connection of a new engine. */
  engine(name: "aws" | "awsx" = "aws"): ProviderClient {
    const client = new ProviderClient(this.port(name));
    this.clients.push(client);
    return client;
  }

  port(name: "aws" | "awsx"): number {
    const ports = this.served.environment.PULUMI_DEBUG_PROVIDERS ?? "";
    return Number(new RegExp(`\\b${name}:(\\d+)`).exec(ports)?.[1]);
  }

  /** An engine that has configured its provider. */
  async configured(args: Json = {}): Promise<ProviderClient> {
    const client = this.engine();
    await client.call("configure", { args: { region: "eu-west-1", ...args } });
    return client;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async stop(): Promise<void> {
    for (const client of this.clients.splice(0)) client.close();
    await this.running?.close();
    this.running = undefined;
  }
}
