import { createPublicKey, generateKeyPair, type KeyObject, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { ServiceError } from "../../wire/service-error";

/** A user pool as it lies in storage. */
export interface UserPoolRecord {
  /** `eu-west-1_AbCdEfGhI`. */
  readonly id: string;
  readonly name: string;
  readonly keyId: string;
  /** PEM. It signs tokens of this local cloud only. */
  readonly privateKey: string;
  readonly created: number;
}

export interface UserRecord {
  readonly pool: string;
  readonly name: string;
  readonly sub: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly password?: { readonly salt: string; readonly hash: string };
  /** Whether the password has to be changed at the next sign-in. */
  readonly temporary?: boolean;
}

/** What a client may come back with: a refresh token, or the session of a challenge. */
export interface SessionRecord {
  readonly kind: "refresh" | "newPassword";
  readonly pool: string;
  readonly client: string;
  readonly user: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
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
}

/** All user pools of the account, with their clients and users. */
export class UserPools {
  readonly users: Collection<UserRecord>;
  readonly clients: Collection<ClientRecord>;
  /** By digest of what the client holds. */
  readonly sessions: Collection<SessionRecord>;
  private readonly pools: Collection<UserPoolRecord>;
  private readonly publicKeys = new Map<string, KeyObject>();

  constructor(readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.pools = cloud.storage.collection("cognito.pools");
    this.users = cloud.storage.collection("cognito.users");
    this.clients = cloud.storage.collection("cognito.clients");
    this.sessions = cloud.storage.collection("cognito.sessions");
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
  async create(id: string, name: string): Promise<UserPoolRecord> {
    const known = this.find(id);
    if (known) return known;
    const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const pool = { id, name, keyId: randomUUID(), privateKey: pem, created: this.cloud.clock.now() };
    await this.pools.put(id, pool);
    return pool;
  }

  find(id: string): UserPoolRecord | undefined {
    return this.pools.get(id);
  }

  require(id: string): UserPoolRecord {
    const pool = this.find(id);
    if (!pool) throw new ServiceError("ResourceNotFoundException", `User pool ${id} does not exist.`);
    return pool;
  }

  async remove(id: string): Promise<void> {
    for (const records of [this.users, this.clients, this.sessions]) {
      for (const [key, { pool }] of [...records.entries()]) if (pool === id) await records.remove(key);
    }
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
