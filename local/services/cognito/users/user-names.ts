import { createHash } from "node:crypto";
import type { Storage } from "../../../data/storage";
import { ServiceError } from "../../../wire/service-error";
import { Records } from "../records";
import type { UserPoolRecord, UserRecord } from "../stored";

/** By what a user can be called besides the own name. */
const ALIASES = ["email", "phone_number", "preferred_username"] as const;
type Alias = (typeof ALIASES)[number];

/** All users, by pool and name: `eu-west-1_AbCdEfGhI/ann`. Addresses and names in other letters are looked up as well. */
export class Users extends Records<UserRecord> {
  /** Names of users, by pool, kind of name, and the name as it is looked up. */
  private readonly names: Records<string>;
  /** Of pools that were asked about. */
  private readonly counts = new Map<string, number>();

  constructor(
    storage: Storage,
    private readonly pool: (id: string) => UserPoolRecord | undefined,
  ) {
    super(storage.collection("cognito.users"));
    this.names = new Records(storage.collection("cognito.names"));
    if (this.names.get(BUILT) !== undefined) return;
    // Data of older versions have no such names.
    for (const [, user] of this.entries()) for (const key of this.keysOf(user)) void this.names.put(key, user.name);
    void this.names.put(BUILT, "");
  }

  /** The user of a name, or of an address that signs in as a name does. */
  called(pool: UserPoolRecord, name: string): UserRecord | undefined {
    const direct = name.length > MAX_NAME ? undefined : this.get(`${pool.id}/${name}`);
    if (direct) return direct;
    for (const kind of ["name", "sub", ...ALIASES]) {
      const found = this.names.get(keyOf(pool, kind, name));
      const user = found === undefined ? undefined : this.get(`${pool.id}/${found}`);
      if (user) return user;
    }
    return undefined;
  }

  /** How many users a pool has. */
  count(pool: string): number {
    const count = this.counts.get(pool) ?? Array.from(this.below(`${pool}/`)).length;
    this.counts.set(pool, count);
    return count;
  }

  private counted(pool: string, more: number): void {
    const count = this.counts.get(pool);
    if (count !== undefined) this.counts.set(pool, count + more);
  }

  /** Keeps a user under all names. @throws {ServiceError} AliasExistsException for an address of somebody else's */
  override async put(key: string, user: UserRecord): Promise<void> {
    const keys = this.keysOf(user);
    const taken = keys.find((each) => (this.names.get(each) ?? user.name) !== user.name);
    if (taken !== undefined) throw aliasExists(taken);
    const known = this.get(key);
    if (!known) this.counted(user.pool, 1);
    const gone = known ? this.keysOf(known).filter((each) => !keys.includes(each)) : [];
    const added = keys.filter((each) => this.names.get(each) === undefined);
    // One commit has them all: they are asked for in one turn.
    await Promise.all([
      ...gone.map((each) => this.names.remove(each)),
      ...added.map((each) => this.names.put(each, user.name)),
      super.put(key, user),
    ]);
  }

  override async remove(key: string): Promise<void> {
    const known = this.get(key);
    await Promise.all([...(known ? this.keysOf(known).map((each) => this.names.remove(each)) : []), super.remove(key)]);
  }

  /** Who has the verified addresses of `user` loses them as aliases. fidelity: docs: ConfirmSignUp, ForceAliasCreation */
  async yieldAliases(user: UserRecord): Promise<void> {
    for (const key of this.keysOf(user)) {
      const name = this.names.get(key);
      const other = name === undefined || name === user.name ? undefined : this.get(`${user.pool}/${name}`);
      const kind = key.split("/")[1] ?? "";
      if (other) {
        const attributes = { ...other.attributes, [`${kind}_verified`]: "false" };
        await this.put(`${other.pool}/${other.name}`, { ...other, attributes });
      }
    }
  }

  private keysOf(user: UserRecord): string[] {
    const pool = this.pool(user.pool);
    if (!pool) return [];
    const aliases = ALIASES.filter((alias) => user.attributes[alias] && isAlias(pool, user, alias));
    return [
      ...(folds(pool) ? [keyOf(pool, "name", user.name)] : []),
      // fidelity: docs: AdminGetUser, Username: what is no name and no alias is the sub
      ...(user.sub === user.name ? [] : [keyOf(pool, "sub", user.sub)]),
      ...aliases.map((alias) => keyOf(pool, alias, user.attributes[alias] ?? "")),
    ];
  }
}

/** Said where data have names of all users. No pool is called so. */
const BUILT = "built with subs";

// fidelity: docs: UsernameConfigurationType: capital letters differ from small ones where nothing is said
const folds = ({ settings }: UserPoolRecord): boolean => settings?.UsernameConfiguration?.CaseSensitive === false;

/** Under which name something is counted, of nobody as well: as the pool tells names apart. */
export const countedName = (pool: UserPoolRecord, user: Pick<UserRecord, "name"> | undefined, given: string): string =>
  user?.name ?? (folds(pool) ? given.toLowerCase() : given);

/** fidelity: docs: UsernameType */
const MAX_NAME = 128;

/** Addresses may be longer than keys. */
const keyOf = (pool: UserPoolRecord, kind: string, name: string): string => {
  const looked = folds(pool) ? name.toLowerCase() : name;
  const short = looked.length > MAX_NAME ? createHash("sha256").update(looked).digest("base64url") : looked;
  return `${pool.id}/${kind}/${short}`;
};

/** fidelity: docs: "Customizing sign-in attributes": an alias counts once it is verified */
const isAlias = ({ settings }: UserPoolRecord, { attributes }: UserRecord, name: Alias): boolean =>
  settings?.UsernameAttributes?.some((each) => each === name) === true ||
  (settings?.AliasAttributes?.includes(name) === true &&
    (name === "preferred_username" || /^true$/i.test(attributes[`${name}_verified`] ?? "")));

/** fidelity: observed: AdminUpdateUserAttributes of a pool whose names are addresses */
const aliasExists = (key: string): ServiceError => {
  const kind = key.split("/")[1];
  const what = kind === "phone_number" ? "phone number" : kind === "email" ? "email" : "username";
  return new ServiceError("AliasExistsException", `An account with the given ${what} already exists.`);
};
