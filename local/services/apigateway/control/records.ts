import type { ApiKey, UsagePlan } from "../admission/usage-plans";
import type { Basepath } from "../document/resources";
import type { DeclaredSettings } from "../stages/method-settings";

/** What is kept of a REST API. */
export interface ApiRecord {
  readonly id: string;
  readonly name: string;
  /** The OpenAPI document as it was put last. */
  readonly document: string;
  readonly settings: ApiSettings;
  /** The port it was last served on; the preferred one of the next start. */
  readonly port: number;
}

/** Settings of the API that stand beside its document, and win over it. */
export interface ApiSettings {
  readonly basepath: Basepath;
  readonly failOnWarnings: boolean;
  readonly binaryMediaTypes?: readonly string[];
  readonly minimumCompressionSize?: number;
  readonly apiKeySource?: "HEADER" | "AUTHORIZER";
  readonly endpointType?: "EDGE" | "REGIONAL" | "PRIVATE";
  readonly vpcEndpointIds?: readonly string[];
  readonly disableExecuteApiEndpoint?: boolean;
  /** JSON of a resource policy. */
  readonly policy?: string;
}

/** A snapshot: what a stage serves, whatever becomes of the API's document. */
export interface DeploymentRecord {
  readonly apiId: string;
  readonly id: string;
  readonly document: string;
  readonly settings: ApiSettings;
}

export interface StageRecord {
  readonly apiId: string;
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly cacheClusterEnabled: boolean;
  readonly accessLogFormat?: string;
  /** Takes part in traces of X-Ray. */
  readonly traced?: boolean;
  readonly canary?: {
    readonly deploymentId: string;
    readonly percentTraffic: number;
    readonly variableOverrides: Readonly<Record<string, string>>;
    readonly useStageCache: boolean;
  };
}

export interface MethodSettingsRecord {
  readonly apiId: string;
  readonly stage: string;
  readonly methodPath: string;
  readonly settings: DeclaredSettings;
}

export interface KeyRecord extends ApiKey {
  readonly name: string;
}

/** Keys join a plan by records of their own. */
export type PlanRecord = Omit<UsagePlan, "keys">;

export interface PlanKeyRecord {
  readonly planId: string;
  readonly keyId: string;
}

export interface VpcLinkRecord {
  readonly name: string;
  /** The load balancer. */
  readonly targetArn: string;
}
