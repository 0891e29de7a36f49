import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonMap = { readonly [key: string]: Json };

export interface CaseRequest {
  readonly method: string;
  readonly path?: string;
  readonly rawPath?: string;
  readonly headers?: JsonMap;
  readonly rawHeaders?: readonly (readonly [string, string])[];
  readonly query?: JsonMap;
  readonly rawQuery?: string;
  readonly body?: Json;
  readonly bodyBase64?: string;
  readonly bodyRepeat?: { readonly char: string; readonly length: number };
}

export interface Canary {
  readonly percentTraffic?: number;
  readonly stageVariableOverrides?: Readonly<Record<string, string>>;
  readonly useStageCache?: boolean;
  readonly openapi?: JsonMap;
}

export interface CaseStage {
  readonly name: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly methodSettings?: Readonly<Record<string, JsonMap>>;
  readonly cacheCluster?: { readonly enabled?: boolean };
  readonly canary?: Canary;
  readonly accessLogFormat?: string;
}

interface Limit {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

export interface CasePlan {
  readonly name: string;
  readonly stages: readonly string[];
  readonly keys: readonly string[];
  readonly throttle?: Limit;
  readonly quota?: { readonly limit: number; readonly offset?: number; readonly period: "DAY" | "WEEK" | "MONTH" };
  /** Stage to `<path>/<METHOD>` to limits. */
  readonly methodThrottle?: Readonly<Record<string, Readonly<Record<string, Limit>>>>;
}

/** Settings as CreateRestApi takes them, and what was imported before. */
export interface PreviousApi {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly binaryMediaTypes?: readonly string[];
  readonly minimumCompressionSize?: number;
  readonly apiKeySource?: "HEADER" | "AUTHORIZER";
  readonly policy?: JsonMap | string;
  readonly endpointConfiguration?: { readonly types?: readonly ("EDGE" | "REGIONAL" | "PRIVATE")[] };
  readonly disableExecuteApiEndpoint?: boolean;
  readonly openapi?: JsonMap;
}

/** One case: a document is deployed, requests are sent, answers are compared. See docs/conformance.md. */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly openapi?: JsonMap;
  readonly openapiText?: string;
  readonly import?: {
    readonly basepath?: "ignore" | "prepend" | "split";
    readonly failOnWarnings?: boolean;
    readonly mode?: "merge" | "overwrite";
    readonly previous?: PreviousApi;
  };
  readonly stage?: CaseStage;
  readonly account?: {
    readonly apiKeys?: readonly { readonly name: string; readonly value: string; readonly enabled?: boolean }[];
    readonly usagePlans?: readonly CasePlan[];
  };
  readonly backend?: JsonMap;
  readonly steps: readonly { readonly request: CaseRequest; readonly expect: JsonMap }[];
  readonly expectImport?: JsonMap;
  readonly expectStage?: JsonMap;
  /** Why the case may be wrong: a failure is reported and not counted. */
  readonly doubtful?: string;
}

/** A case file: one theme. */
export interface CaseFile {
  readonly name: string;
  readonly cases: readonly JsonMap[];
}

/** The case files of a folder, or one alone. */
export const loadCaseFiles = (path: string): CaseFile[] => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`there is no folder or file ${path}`);
  if (!found.isDirectory()) return [loadCaseFile(path)];
  const files = readdirSync(path)
    .filter((file) => file.endsWith(".json"))
    .sort();
  if (files.length === 0) throw new Error(`${path} holds no case files (*.json)`);
  return files.map((file) => loadCaseFile(join(path, file)));
};

const loadCaseFile = (path: string): CaseFile => {
  const cases: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(cases)) throw new Error(`${path} must hold a list of cases`);
  return { name: basename(path, ".json"), cases };
};

/** What a case asks: an API that is imported and called; a service's API; or resources of a program, at the edge. */
export const formatOf = (item: JsonMap): "gateway" | "service" | "resources" => {
  if (item.openapi !== undefined || item.openapiText !== undefined) return "gateway";
  return isMap(item.setup) && item.setup.resources !== undefined ? "resources" : "service";
};

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);
