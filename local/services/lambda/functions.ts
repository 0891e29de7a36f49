import type { PolicyDocument, Statement } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { atEndpoint } from "../../engine/values/queue-urls";
import { functionNotFound } from "./errors";
import type { EventConfig } from "./event-config";
import { functionArn, parseFunctionName } from "./function-names";
import type { AliasRecord, FunctionRecord, FunctionVersion } from "./function-record";

interface PermissionRecord {
  readonly functionName: string;
  readonly statement: Statement;
}

/** A function that a caller named, down to the version that runs. */
export interface Resolved {
  readonly record: FunctionRecord;
  readonly version: FunctionVersion;
  /** With the qualifier that the caller gave. */
  readonly arn: string;
}

/** The functions of one local cloud, as declared. */
export class Functions {
  private readonly records: Collection<FunctionRecord>;
  private readonly aliases: Collection<AliasRecord>;
  private readonly permissions: Collection<PermissionRecord>;
  private readonly eventConfigs: Collection<EventConfig>;
  private readonly policies = new Map<string, PolicyDocument>();
  /** What invocations ask for at each call. */
  private readonly known = new Map<string, FunctionRecord>();

  constructor(private readonly cloud: Cloud) {
    this.records = cloud.storage.collection("lambda/functions");
    this.aliases = cloud.storage.collection("lambda/aliases");
    this.permissions = cloud.storage.collection("lambda/permissions");
    this.eventConfigs = cloud.storage.collection("lambda/event-configs");
  }

  get(name: string): FunctionRecord | undefined {
    let record = this.known.get(name);
    if (!record) {
      // Environments hold URLs of queues.
      record = atEndpoint(this.cloud.endpoint, this.records.get(name));
      if (record) this.known.set(name, record);
    }
    return record;
  }

  list(): readonly FunctionRecord[] {
    return [...this.records.entries()].map(([, record]) => record);
  }

  async put(record: FunctionRecord): Promise<void> {
    await this.records.put(record.name, record);
    this.known.set(record.name, record);
  }

  /** @throws {ServiceError} ResourceNotFoundException */
  resolve(text: string, qualifier?: string): Resolved {
    const named = parseFunctionName(text);
    const wanted = named.qualifier ?? qualifier;
    const arn = functionArn(this.cloud, named.name) + (wanted ? `:${wanted}` : "");
    const record = this.get(named.name);
    const version = record && this.version(record, wanted);
    if (!version) throw functionNotFound(arn);
    return { record, version, arn };
  }

  async remove(name: string): Promise<void> {
    await this.records.remove(name);
    this.known.delete(name);
    for (const [key, { functionName }] of [...this.aliases.entries()]) {
      if (functionName === name) await this.aliases.remove(key);
    }
    for (const [key, { functionName }] of [...this.permissions.entries()]) {
      if (functionName === name) await this.permissions.remove(key);
    }
    for (const [key, { functionName }] of [...this.eventConfigs.entries()]) {
      if (functionName === name) await this.eventConfigs.remove(key);
    }
    this.policies.clear();
  }

  alias(functionName: string, name: string): AliasRecord | undefined {
    return this.aliases.get(`${functionName}:${name}`);
  }

  aliasesOf(functionName: string): readonly AliasRecord[] {
    return [...this.aliases.entries()].map(([, alias]) => alias).filter((alias) => alias.functionName === functionName);
  }

  putAlias = (alias: AliasRecord): Promise<void> => this.aliases.put(`${alias.functionName}:${alias.name}`, alias);

  removeAlias = (functionName: string, name: string): Promise<void> => this.aliases.remove(`${functionName}:${name}`);

  /** Of a function, or of one of its qualifiers; none of them takes that of another. */
  eventConfig(functionName: string, qualifier = "$LATEST"): EventConfig | undefined {
    return this.eventConfigs.get(`${functionName}:${qualifier}`);
  }

  putEventConfig = (config: EventConfig): Promise<void> =>
    this.eventConfigs.put(`${config.functionName}:${config.qualifier}`, config);

  removeEventConfig = (functionName: string, qualifier = "$LATEST"): Promise<void> =>
    this.eventConfigs.remove(`${functionName}:${qualifier}`);

  /** Adds to the policy of the function or of one of its qualifiers. `statement.Resource` says of which. */
  async putPermission(functionName: string, statement: Statement): Promise<void> {
    await this.permissions.put(`${statement.Resource}/${statement.Sid}`, { functionName, statement });
    this.policies.clear();
  }

  async removePermission(arn: string, sid: string): Promise<void> {
    await this.permissions.remove(`${arn}/${sid}`);
    this.policies.clear();
  }

  /** The resource policy of a function, or of a qualifier of it; each has its own. */
  policy(arn: string): PolicyDocument {
    let policy = this.policies.get(arn);
    if (!policy) {
      const statements = [...this.permissions.entries()].map(([, { statement }]) => statement);
      policy = { Version: "2012-10-17", Statement: statements.filter(({ Resource }) => Resource === arn) };
      this.policies.set(arn, policy);
    }
    return policy;
  }

  private version(record: FunctionRecord, qualifier: string | undefined): FunctionVersion | undefined {
    if (qualifier === undefined) return record.latest;
    const alias = this.alias(record.name, qualifier);
    const version = alias ? weighted(alias) : qualifier;
    return version === "$LATEST" ? record.latest : record.versions[version];
  }
}

/** fidelity: docs: "Implement Lambda canary deployments using a weighted alias" */
const weighted = ({ version, weights }: AliasRecord): string => {
  let left = Math.random();
  for (const [other, share] of Object.entries(weights)) {
    left -= share;
    if (left < 0) return other;
  }
  return version;
};
