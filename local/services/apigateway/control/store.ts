import type { Collection, Storage } from "../../../data/storage";
import type { DomainRecord, MappingRecord } from "./domains";
import type {
  ApiRecord,
  DeploymentRecord,
  KeyRecord,
  MethodSettingsRecord,
  PlanKeyRecord,
  PlanRecord,
  StageRecord,
  VpcLinkRecord,
} from "./records";

/** API Gateway's own tables. */
export class Store {
  readonly apis: Collection<ApiRecord>;
  /** Resource policies that stand beside their API, as JSON. */
  readonly policies: Collection<string>;
  /** `<api>/<deployment>`. */
  readonly deployments: Collection<DeploymentRecord>;
  /** `<api>/<stage>`. */
  readonly stages: Collection<StageRecord>;
  /** `<api>/<stage>/<method path>`. */
  readonly methodSettings: Collection<MethodSettingsRecord>;
  readonly keys: Collection<KeyRecord>;
  readonly plans: Collection<PlanRecord>;
  /** `<plan>/<key>`. */
  readonly planKeys: Collection<PlanKeyRecord>;
  readonly usage: Collection<number>;
  readonly domains: Collection<DomainRecord>;
  /** `<domain>/<base path>`. */
  readonly mappings: Collection<MappingRecord>;
  readonly vpcLinks: Collection<VpcLinkRecord>;
  readonly account: Collection<{ readonly cloudwatchRoleArn: string | undefined }>;

  constructor(storage: Storage) {
    this.apis = storage.collection("apigateway.apis");
    this.policies = storage.collection("apigateway.policies");
    this.deployments = storage.collection("apigateway.deployments");
    this.stages = storage.collection("apigateway.stages");
    this.methodSettings = storage.collection("apigateway.method-settings");
    this.keys = storage.collection("apigateway.keys");
    this.plans = storage.collection("apigateway.plans");
    this.planKeys = storage.collection("apigateway.plan-keys");
    this.domains = storage.collection("apigateway.domains");
    this.mappings = storage.collection("apigateway.mappings");
    this.usage = storage.collection("apigateway.usage");
    this.vpcLinks = storage.collection("apigateway.vpc-links");
    this.account = storage.collection("apigateway.account");
  }
}

/** The values of a collection whose key begins with `prefix`. */
export const valuesOf = <V>(collection: Collection<V>, prefix = ""): V[] =>
  [...collection.entries()].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value);
