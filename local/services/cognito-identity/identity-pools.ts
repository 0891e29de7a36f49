import { createHash, randomUUID } from "node:crypto";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { ServiceError } from "../../wire/service-error";

/** How a role is chosen for the users of a client. */
export interface RoleMapping {
  readonly type: "Token" | "Rules";
  /** Where no rule fits, or the token names several roles and prefers none. */
  readonly ambiguous: "AuthenticatedRole" | "Deny";
  readonly rules: readonly MappingRule[];
}

export interface MappingRule {
  readonly claim: string;
  readonly matchType: "Equals" | "Contains" | "StartsWith" | "NotEqual";
  readonly value: string;
  readonly role: string;
}

/** An identity pool as it lies in storage. */
export interface IdentityPoolRecord {
  /** `eu-west-1:` and a UUID. */
  readonly id: string;
  readonly name: string;
  readonly unauthenticated: boolean;
  /** Clients of user pools whose id tokens count; the name is that of the issuer without its scheme. */
  readonly providers: readonly TokenProvider[];
}

export interface TokenProvider {
  readonly clientId: string;
  readonly name: string;
  /** Whether a token counts no longer than its user is signed in and may sign in. */
  readonly check: boolean;
}

/** The roles of an identity pool, which come by a resource of their own. */
export interface PoolRolesRecord {
  readonly authenticated?: string;
  readonly unauthenticated?: string;
  /** By `<provider>:<client id>`. */
  readonly mappings: Readonly<Record<string, RoleMapping>>;
}

/** Somebody, under one id for good. */
export interface IdentityRecord {
  readonly id: string;
  readonly pool: string;
  /** Absent: a guest. */
  readonly login?: Login;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

/** Who somebody is to a provider. */
export interface Login {
  readonly provider: string;
  readonly subject: string;
}

/** All identity pools of the account, their roles and identities. */
export class IdentityPools {
  readonly pools: Collection<IdentityPoolRecord>;
  readonly roles: Collection<PoolRolesRecord>;
  private readonly identities: Collection<IdentityRecord>;

  constructor(private readonly cloud: Pick<Cloud, "clock" | "region" | "storage">) {
    this.pools = cloud.storage.collection("cognito-identity.pools");
    this.roles = cloud.storage.collection("cognito-identity.roles");
    this.identities = cloud.storage.collection("cognito-identity.identities");
  }

  require(id: string): IdentityPoolRecord {
    const pool = this.pools.get(id);
    if (pool) return pool;
    throw new ServiceError("ResourceNotFoundException", `IdentityPool '${id}' not found.`);
  }

  identity(id: string): IdentityRecord {
    const found = this.identities.get(id);
    if (found) return found;
    throw new ServiceError("ResourceNotFoundException", `Identity '${id}' not found.`);
  }

  /** The identity of a user, the same each time, however many ask at once; of a guest a new one. */
  async identityOf({ id: pool }: IdentityPoolRecord, login: Login | undefined): Promise<IdentityRecord> {
    const id = `${this.cloud.region}:${login ? uuidOf(pool, login.provider, login.subject) : randomUUID()}`;
    const known = this.identities.get(id);
    if (known) return known;
    const made = { id, pool, ...(login ? { login } : {}), created: this.cloud.clock.now() };
    await this.identities.put(id, made);
    return made;
  }

  async remove(id: string): Promise<void> {
    for (const [key, { pool }] of [...this.identities.entries()]) if (pool === id) await this.identities.remove(key);
    await this.roles.remove(id);
    await this.pools.remove(id);
  }
}

/** The same for the same texts; nothing on AWS can be read from it either. */
const uuidOf = (...texts: readonly string[]): string => {
  const hex = createHash("sha256").update(JSON.stringify(texts)).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
};
