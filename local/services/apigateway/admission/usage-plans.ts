import type { RateLimit } from "./token-bucket";

export interface ApiKey {
  readonly id: string;
  readonly value: string;
  readonly enabled: boolean;
}

export type QuotaPeriod = "DAY" | "WEEK" | "MONTH";

export interface Quota {
  readonly limit: number;
  /** Taken off the limit in the period that `since` is in. */
  readonly offset: number;
  readonly period: QuotaPeriod;
  /** When the plan was made; absent: within the current period. */
  readonly since?: number;
}

export interface UsagePlan {
  readonly id: string;
  readonly throttle: RateLimit | undefined;
  readonly quota: Quota | undefined;
  readonly stages: readonly PlanStage[];
  /** Ids of API keys. */
  readonly keys: readonly string[];
}

export interface PlanStage {
  readonly apiId: string;
  readonly stage: string;
  /** `/orders/POST` to its limit. */
  readonly methodThrottles: Readonly<Record<string, RateLimit>>;
}

/** A client that a plan lets in. */
export interface Client {
  readonly key: ApiKey;
  readonly plan: UsagePlan;
  readonly stage: PlanStage;
}

/** Finds the plan that covers a key on a stage. */
export class UsagePlans {
  private readonly keys: ReadonlyMap<string, ApiKey>;

  constructor(
    keys: Iterable<ApiKey>,
    private readonly plans: readonly UsagePlan[],
  ) {
    this.keys = new Map([...keys].map((key) => [key.value, key]));
  }

  /** The client, or why there is none. */
  find(apiId: string, stageName: string, value: string | undefined): Client | string {
    if (!value) return "the request has no API key";
    const key = this.keys.get(value);
    if (!key) return "the API key is unknown";
    if (!key.enabled) return `the API key ${key.id} is disabled`;
    for (const plan of this.plans) {
      if (!plan.keys.includes(key.id)) continue;
      const stage = plan.stages.find((item) => item.apiId === apiId && item.stage === stageName);
      if (stage) return { key, plan, stage };
    }
    return `the API key ${key.id} belongs to no usage plan of the stage ${stageName}`;
  }
}
