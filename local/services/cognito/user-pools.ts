import { createPublicKey, generateKeyPair, type KeyObject, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type {
  BrandingRecord,
  BrowserRecord,
  CodeGrantRecord,
  DomainRecord,
  IdentityProviderRecord,
  ResourceServerRecord,
} from "./hosted/records";
import { Mailbox } from "./mail/mailbox";
import { FewRecords, PassingRecords, Records } from "./records";
import type { PoolSettings } from "./settings/pool-settings";
import type { AttemptRecord, ClientRecord, CodeRecord, GroupRecord, SessionRecord, UserPoolRecord } from "./stored";
import { Users } from "./users/user-names";

export type * from "./stored";

/** All user pools of the account, with their clients, groups and users. */
export class UserPools {
  readonly users: Users;
  readonly clients: Records<ClientRecord>;
  readonly groups: Records<GroupRecord>;
  readonly codes: PassingRecords<CodeRecord>;
  /** By digest of what the client holds; of who is signed in, by `origin_jti`. */
  readonly sessions: PassingRecords<SessionRecord>;
  readonly attempts: PassingRecords<AttemptRecord>;
  readonly domains: Records<DomainRecord>;
  readonly resourceServers: Records<ResourceServerRecord>;
  readonly identityProviders: Records<IdentityProviderRecord>;
  readonly brandings: Records<BrandingRecord>;
  /** By digest of the code, and of what the browser holds. */
  readonly codeGrants: PassingRecords<CodeGrantRecord>;
  readonly browsers: PassingRecords<BrowserRecord>;
  readonly mailbox: Mailbox;
  private readonly pools: Records<UserPoolRecord>;
  private readonly publicKeys = new Map<string, KeyObject>();

  constructor(
    readonly cloud: Pick<
      Cloud,
      "account" | "clock" | "directory" | "endpoint" | "log" | "partition" | "region" | "storage"
    >,
  ) {
    const { storage, clock } = cloud;
    const now = () => clock.now();
    this.pools = new FewRecords(storage.collection("cognito.pools"));
    this.users = new Users(storage, (id) => this.find(id));
    this.clients = new Records(storage.collection("cognito.clients"));
    this.groups = new Records(storage.collection("cognito.groups"));
    this.codes = new PassingRecords(storage.collection("cognito.codes"), now);
    this.sessions = new PassingRecords(storage.collection("cognito.sessions"), now);
    this.attempts = new PassingRecords(storage.collection("cognito.attempts"), now);
    this.domains = new Records(storage.collection("cognito.domains"));
    this.resourceServers = new Records(storage.collection("cognito.resource-servers"));
    this.identityProviders = new Records(storage.collection("cognito.identity-providers"));
    this.brandings = new Records(storage.collection("cognito.brandings"));
    this.codeGrants = new PassingRecords(storage.collection("cognito.code-grants"), now);
    this.browsers = new PassingRecords(storage.collection("cognito.browsers"), now);
    this.mailbox = new Mailbox(storage);
  }

  arn(id: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:cognito-idp:${region}:${account}:userpool/${id}`;
  }

  /** What tokens of the pool say of their issuer, also here: code that checks it runs unchanged. */
  issuer(id: string): string {
    return `https://${this.endpoint(id)}`;
  }

  endpoint(id: string): string {
    return `cognito-idp.${this.cloud.region}.amazonaws.com/${id}`;
  }

  /** Makes the pool with a key of its own, or finds the one of that id. */
  async create(id: string, name: string, settings: PoolSettings = {}): Promise<UserPoolRecord> {
    const known = this.find(id);
    if (known) return known;
    const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const pool = { id, name, keyId: randomUUID(), privateKey: pem, created: this.cloud.clock.now(), settings };
    await this.pools.put(id, pool);
    return pool;
  }

  async change(pool: UserPoolRecord, name: string, settings: PoolSettings): Promise<void> {
    await this.pools.put(pool.id, { ...pool, name, settings, modified: this.cloud.clock.now() });
  }

  find(id: string): UserPoolRecord | undefined {
    return this.pools.get(id);
  }

  require(id: string): UserPoolRecord {
    const pool = this.find(id);
    if (!pool) throw new ServiceError("ResourceNotFoundException", `User pool ${id} does not exist.`);
    return pool;
  }

  /** In order of their ids. */
  all(): readonly UserPoolRecord[] {
    return [...this.pools.entries()].map(([, pool]) => pool);
  }

  async remove(id: string): Promise<void> {
    for (const records of [this.users, this.groups, this.codes, this.attempts]) {
      for (const [key] of [...records.below(`${id}/`)]) await records.remove(key);
    }
    const hosted = [this.domains, this.resourceServers, this.identityProviders, this.brandings];
    for (const records of [this.clients, this.sessions, this.codeGrants, this.browsers, ...hosted]) {
      for (const [key, { pool }] of [...records.entries()]) if (pool === id) await records.remove(key);
    }
    await this.mailbox.forget(id);
    await this.pools.remove(id);
    this.publicKeys.delete(id);
  }

  publicKey({ id, privateKey }: UserPoolRecord): KeyObject {
    let key = this.publicKeys.get(id);
    if (!key) {
      key = createPublicKey(privateKey);
      this.publicKeys.set(id, key);
    }
    return key;
  }
}

/** What is of one pool. Users and groups, of which there may be many, lie `below` the pool's id. */
export const ofPool = <Kept extends { readonly pool: string }>(records: Records<Kept>, id: string): Kept[] =>
  Array.from(records.entries(), ([, record]) => record).filter(({ pool }) => pool === id);

/** What is of one pool, where keys begin with its id. */
export const belowPool = <Kept>(records: Records<Kept>, id: string): Kept[] =>
  Array.from(records.below(`${id}/`), ([, record]) => record);
