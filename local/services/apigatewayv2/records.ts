import type { Properties } from "../../engine/resources/resource-type";

export interface ApiRecord {
  readonly id: string;
  readonly name: string;
  readonly inputs: Properties;
  /** On which it was served last. */
  readonly port?: number;
}

/** What an API consists of, besides its stages and deployments. */
export type PartKind = "authorizer" | "integration" | "integrationResponse" | "model" | "route" | "routeResponse";

export interface PartRecord {
  readonly apiId: string;
  readonly kind: PartKind;
  readonly id: string;
  readonly inputs: Properties;
}

export interface StageRecord {
  readonly apiId: string;
  readonly name: string;
  readonly inputs: Properties;
}

/** The parts of an API as they were when it was deployed. */
export interface DeploymentRecord {
  readonly apiId: string;
  readonly id: string;
  readonly parts: readonly PartRecord[];
}

export interface MappingRecord {
  readonly domain: string;
  /** Without slashes at its ends; empty: the whole domain. */
  readonly key: string;
  readonly apiId: string;
  readonly stage: string;
}
