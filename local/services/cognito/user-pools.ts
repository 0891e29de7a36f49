import { createPublicKey, generateKeyPair, type KeyObject, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { ServiceError } from "../../wire/service-error";
import type { ClientSettings } from "./client-settings";
import type {
  BrandingRecord,
  BrowserRecord,
  CodeGrantRecord,
  DomainRecord,
  Grant,
  IdentityProviderRecord,
  ResourceServerRecord,
} from "./hosted/records";
import { Mailbox } from "./mailbox";
import type { KeptPassword } from "./password";
import type { PoolSettings } from "./pool-settings";

/** A user pool as it lies in storage. */
export interface UserPoolRecord {
  /** `eu-west-1_AbCdEfGhI`. */
  readonly id: string;
  readonly name: string;
  readonly keyId: string;
  /** PEM. It signs tokens of this local cloud only. */
  readonly privateKey: string;
  readonly created: number;
  /** Absent: as it was made. */
  readonly modified?: number;
  /** Pools of older versions have none. */
  readonly settings?: PoolSettings;
}

export type UserStatus = "UNCONFIRMED" | "CONFIRMED" | "FORCE_CHANGE_PASSWORD" | "RESET_REQUIRED";

export interface UserRecord {
  readonly pool: string;
  readonly name: string;
  readonly sub: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly password?: KeptPassword;
  /** Of older versions, which had no `status`: whether the password has to be changed at the next sign-in. */
  readonly temporary?: boolean;
  readonly status?: UserStatus;
  readonly disabled?: boolean;
  readonly groups?: readonly string[];
  /** One-time passwords: usable once `verified`, asked for once `preferred`. */
  readonly totp?: {
    readonly secret: string;
    readonly verified?: boolean;
    readonly preferred?: boolean;
    /** Step of time of the last one that was used. */
    readonly lastStep?: number;
  };
  /** Milliseconds since the epoch. */
  readonly created?: number;
  readonly modified?: number;
}

export interface GroupRecord {
  readonly pool: string;
  readonly name: string;
  readonly description?: string;
  readonly precedence?: number;
  readonly role?: string;
  readonly created: number;
  readonly modified: number;
}

/** What was last sent to a user for a purpose. */
export interface CodeRecord {
  readonly pool: string;
  readonly user: string;
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly sent: number;
  readonly until: number;
  /** Wrong answers so far. */
  readonly missed: number;
}

/** What a client may come back with: a refresh token, the session of a challenge; or that somebody is signed in. */
export interface SessionRecord {
  readonly kind: "refresh" | "newPassword" | "signedIn" | "srp" | "totp" | "mfaSetup" | "mfaReady";
  readonly pool: string;
  readonly client: string;
  readonly user: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** Of a refresh token: `origin_jti` of the tokens that it is for. */
  readonly origin?: string;
  /** Of a refresh token that OAuth gave out. */
  readonly grant?: Grant;
  /** Of a sign-in by SRP: what the client sent and what the server drew. */
  readonly srp?: { readonly A: string; readonly b: string; readonly B: string };
  /** Wrong answers so far. */
  readonly missed?: number;
}

export interface ClientRecord {
  readonly id: string;
  readonly pool: string;
  readonly flows: readonly string[];
  readonly idTokenSeconds: number;
  readonly accessTokenSeconds: number;
  /** Clients of older versions have none. */
  readonly refreshTokenSeconds?: number;
  readonly secret?: string;
  readonly settings?: ClientSettings;
  readonly created?: number;
  readonly modified?: number;
}

/** All user pools of the account, with their clients, groups and users. */
export class UserPools {
  readonly users: Collection<UserRecord>;
  readonly clients: Collection<ClientRecord>;
  readonly groups: Collection<GroupRecord>;
  readonly codes: Collection<CodeRecord>;
  /** By digest of what the client holds; of who is signed in, by `origin_jti`. */
  readonly sessions: Collection<SessionRecord>;
  readonly domains: Collection<DomainRecord>;
  readonly resourceServers: Collection<ResourceServerRecord>;
  readonly identityProviders: Collection<IdentityProviderRecord>;
  readonly brandings: Collection<BrandingRecord>;
  /** By digest of the code, and of what the browser holds. */
  readonly codeGrants: Collection<CodeGrantRecord>;
  readonly browsers: Collection<BrowserRecord>;
  readonly mailbox: Mailbox;
  private readonly pools: Collection<UserPoolRecord>;
  private readonly publicKeys = new Map<string, KeyObject>();

  constructor(
    readonly cloud: Pick<
      Cloud,
      "account" | "clock" | "directory" | "endpoint" | "log" | "partition" | "region" | "storage"
    >,
  ) {
    this.pools = cloud.storage.collection("cognito.pools");
    this.users = cloud.storage.collection("cognito.users");
    this.clients = cloud.storage.collection("cognito.clients");
    this.groups = cloud.storage.collection("cognito.groups");
    this.codes = cloud.storage.collection("cognito.codes");
    this.sessions = cloud.storage.collection("cognito.sessions");
    this.domains = cloud.storage.collection("cognito.domains");
    this.resourceServers = cloud.storage.collection("cognito.resource-servers");
    this.identityProviders = cloud.storage.collection("cognito.identity-providers");
    this.brandings = cloud.storage.collection("cognito.brandings");
    this.codeGrants = cloud.storage.collection("cognito.code-grants");
    this.browsers = cloud.storage.collection("cognito.browsers");
    this.mailbox = new Mailbox(cloud.storage);
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
    const hosted = [this.domains, this.resourceServers, this.identityProviders, this.brandings];
    const held = [this.codes, this.sessions, this.codeGrants, this.browsers];
    for (const records of [this.users, this.clients, this.groups, ...held, ...hosted]) {
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

/** What is of one pool. */
export const ofPool = <Kept extends { readonly pool: string }>(records: Collection<Kept>, id: string): Kept[] =>
  [...records.entries()].filter(([, { pool }]) => pool === id).map(([, record]) => record);
