import { Buckets } from "../admission/token-bucket";
import type { AuthorizerResult } from "../authorizers/authorizer-result";
import { ExpiringMap } from "../caching/expiring-map";
import type { GatewayAnswer } from "../http/message";
import { type AccessLogFormat, compileAccessLog } from "../logging/access-log";
import type { ApiPlan } from "../plan/api-plan";
import type { MethodPlan } from "../plan/method-plan";
import { Router } from "../routing/router";
import { type DeclaredSettings, type MethodSettings, settingsFor } from "./method-settings";

/** A deployed snapshot of an API. */
export interface DeploymentDefinition {
  readonly id: string;
  readonly plan: ApiPlan;
}

export interface CanaryDefinition {
  /** Share of requests in percent. */
  readonly percentTraffic: number;
  readonly deployment: DeploymentDefinition;
  readonly variableOverrides: Readonly<Record<string, string>>;
  readonly useStageCache: boolean;
}

/** A stage as it is declared. */
export interface StageDefinition {
  readonly name: string;
  readonly deployment: DeploymentDefinition;
  readonly variables: Readonly<Record<string, string>>;
  readonly methodSettings: Readonly<Record<string, DeclaredSettings>>;
  readonly cacheClusterEnabled: boolean;
  readonly canary: CanaryDefinition | undefined;
  /** Access log format; absent: no access log. */
  readonly accessLogFormat: string | undefined;
  /** Takes part in traces of X-Ray. @default false */
  readonly traced?: boolean;
}

/** One side of a stage: its own deployment, or the canary's. */
export interface StageSide {
  readonly deployment: DeploymentDefinition;
  readonly router: Router<MethodPlan>;
  readonly variables: Readonly<Record<string, string>>;
  /** Absent for a canary that does without the stage's cache. */
  readonly cache: ExpiringMap<GatewayAnswer> | undefined;
  /** `undefined` when the stage has no canary at all. */
  readonly isCanary: boolean | undefined;
}

/** At 1 MiB each at most, about the smallest cache that AWS rents out (0.5 GB). */
const CACHED_ANSWERS = 500;

/** A stage at work: routes, throttles and settings, made once. */
export class Stage {
  readonly buckets = new Buckets();
  /** Policies of Lambda authorizers, by authorizer and identity. */
  readonly authorizations = new ExpiringMap<AuthorizerResult>();
  private readonly main: StageSide;
  private readonly canary: StageSide | undefined;
  private readonly settings = new Map<string, MethodSettings>();
  /** Some of its methods have an execution log. */
  readonly isTraced: boolean;
  /** `undefined` without an access log. */
  readonly accessLog: AccessLogFormat | undefined;

  constructor(readonly definition: StageDefinition) {
    const { deployment, variables, canary, accessLogFormat, methodSettings } = definition;
    this.isTraced = Object.values(methodSettings).some(({ loggingLevel = "OFF" }) => loggingLevel !== "OFF");
    this.accessLog = accessLogFormat ? compileAccessLog(accessLogFormat) : undefined;
    const cache = new ExpiringMap<GatewayAnswer>(CACHED_ANSWERS);
    const isCanary = canary ? false : undefined;
    this.main = { deployment, router: routerOf(deployment), variables, cache, isCanary };
    this.canary = canary && {
      deployment: canary.deployment,
      router: routerOf(canary.deployment),
      variables: { ...variables, ...canary.variableOverrides },
      cache: canaryCache(canary, deployment, cache),
      isCanary: true,
    };
  }

  get name(): string {
    return this.definition.name;
  }

  /** The side that serves this request; `draw` is in 0..1. */
  // fidelity: docs: canary-release: traffic is divided at random by percentage
  side(draw: number): StageSide {
    const percent = this.definition.canary?.percentTraffic ?? 0;
    return this.canary && draw * 100 < percent ? this.canary : this.main;
  }

  settingsOf(path: string, method: string): MethodSettings {
    const key = `${method} ${path}`;
    let settings = this.settings.get(key);
    if (!settings) {
      settings = settingsFor(this.definition.methodSettings, path, method);
      this.settings.set(key, settings);
    }
    return settings;
  }
}

/** One deployment's answers are shared with the canary's, those of another are kept apart. */
// fidelity: docs: canary-release: the stage cache of production and canary release
const canaryCache = (canary: CanaryDefinition, { id }: DeploymentDefinition, cache: ExpiringMap<GatewayAnswer>) => {
  if (!canary.useStageCache) return undefined;
  return canary.deployment.id === id ? cache : new ExpiringMap<GatewayAnswer>(CACHED_ANSWERS);
};

const routerOf = ({ plan }: DeploymentDefinition): Router<MethodPlan> => {
  const router = new Router<MethodPlan>();
  for (const method of plan.methods) router.add(method.resourcePath, method.httpMethod, method);
  return router;
};
