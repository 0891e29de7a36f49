import type { Cloud } from "../../../cloud/cloud";
import { Buckets, type RateLimit } from "../admission/token-bucket";
import { UsagePlans } from "../admission/usage-plans";
import type { ApiPlan } from "../plan/api-plan";
import { ACCOUNT_THROTTLE } from "../stages/method-settings";
import { DomainNames } from "./domain-names";
import { GatewayServer } from "./gateway-server";
import { readPlan } from "./read-plan";
import type { ApiRecord, ApiSettings } from "./records";
import { stageDefinition } from "./stage-definition";
import { Store, valuesOf } from "./store";

const KEPT_READINGS = 20;

/** Everything of API Gateway that resources change: what is stored, and the servers that run it. */
export class ControlPlane {
  readonly store: Store;
  private readonly servers = new Map<string, GatewayServer>();
  readonly accountThrottle: RateLimit;
  private readonly accountBuckets = new Buckets();
  private readonly plans = new Map<string, ApiPlan>();
  /** Documents read lately: checking, putting, deploying and serving one ask for the same plan. */
  private readonly readings = new Map<string, ApiPlan>();
  private clients: UsagePlans | undefined;
  readonly domains: DomainNames;

  constructor(readonly cloud: Cloud) {
    this.accountThrottle = cloud.accountThrottle ?? ACCOUNT_THROTTLE;
    this.store = new Store(cloud.storage);
    this.domains = new DomainNames(cloud, this.store, (apiId) => this.servers.get(apiId)?.gateway);
  }

  /** Brings up every stored API. */
  async start(): Promise<void> {
    for (const api of valuesOf(this.store.apis)) await this.serve(api);
    for (const { apiId, name } of valuesOf(this.store.stages)) {
      try {
        this.deploy(apiId, name);
      } catch (error) {
        this.cloud.log.warn("apigateway", `the stage ${name} of ${apiId} is not served: ${(error as Error).message}`);
      }
    }
    await this.domains.start();
  }

  async stop(): Promise<void> {
    await this.domains.stop();
    await Promise.all([...this.servers.values()].map((server) => server.close()));
    this.servers.clear();
  }

  /** Serves the API, on the port it had when that is free; returns the port. */
  async serve(api: ApiRecord): Promise<number> {
    const known = this.servers.get(api.id);
    if (known) return known.port;
    const clients = {
      accountBuckets: this.accountBuckets,
      accountThrottle: this.accountThrottle,
      usagePlans: () => this.usagePlans(),
      usage: {
        get: (key: string) => this.store.usage.get(key) ?? 0,
        // Not awaited: a count lost in a crash is no harm, a write awaited at each request would be.
        set: (key: string, count: number) => void this.store.usage.put(key, count),
      },
    };
    const server = await GatewayServer.start(this.cloud, api, clients, this.domains);
    this.servers.set(api.id, server);
    if (server.port !== api.port) await this.store.apis.put(api.id, { ...api, port: server.port });
    return server.port;
  }

  async stopServing(apiId: string): Promise<void> {
    await this.servers.get(apiId)?.close();
    this.servers.delete(apiId);
  }

  /** Makes the stored stage the one that is served. */
  deploy(apiId: string, stageName: string): void {
    const stage = this.store.stages.get(`${apiId}/${stageName}`);
    if (!stage) return;
    const definition = stageDefinition(this.store, stage, (id) => this.planOf(apiId, id));
    this.servers.get(apiId)?.gateway.deploy(definition);
  }

  removeStage(apiId: string, stageName: string): void {
    this.servers.get(apiId)?.gateway.remove(stageName);
  }

  invokeUrl(apiId: string, stageName: string): string {
    const port = this.servers.get(apiId)?.port ?? this.store.apis.get(apiId)?.port ?? 0;
    return `http://127.0.0.1:${port}/${stageName}`;
  }

  read(document: string, settings: ApiSettings): ApiPlan {
    const key = JSON.stringify([document, settings]);
    let plan = this.readings.get(key);
    if (!plan) {
      const { partition, region, account } = this.cloud;
      plan = readPlan(document, settings, { partition, region, account });
      if (this.readings.size >= KEPT_READINGS) this.readings.clear();
      this.readings.set(key, plan);
    }
    return plan;
  }

  /** Keys or plans have changed. */
  clientsChanged(): void {
    this.clients = undefined;
  }

  private usagePlans(): UsagePlans {
    if (!this.clients) {
      const members = valuesOf(this.store.planKeys);
      const plans = valuesOf(this.store.plans).map((plan) => ({
        ...plan,
        keys: members.filter(({ planId }) => planId === plan.id).map(({ keyId }) => keyId),
      }));
      this.clients = new UsagePlans(valuesOf(this.store.keys), plans);
    }
    return this.clients;
  }

  private planOf(apiId: string, deploymentId: string): ApiPlan {
    const key = `${apiId}/${deploymentId}`;
    const known = this.plans.get(key);
    if (known) return known;
    const deployment = this.store.deployments.get(key);
    if (!deployment) throw new Error(`the deployment ${key} is gone`);
    const plan = this.read(deployment.document, deployment.settings);
    this.plans.set(key, plan);
    return plan;
  }
}
