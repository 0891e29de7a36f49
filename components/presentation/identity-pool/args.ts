import { list, object, record, text } from "../../core/args/args-shape";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { part } from "../../core/component/plan";
import { type Link, links } from "../../core/rights/link";
import { UserPool } from "../user-pool/user-pool";
import { type IdentityPoolTransform, identityPoolChildren } from "./children";

/** What somebody may do with credentials of an identity pool. */
export interface IdentityRights {
  /**
   * By names that say what for: `{ pictures: bucket.read() }`. In them `"${cognito-identity.amazonaws.com:sub}"` is the
   * identity of who calls: `table.read({ leadingKeys: ["${cognito-identity.amazonaws.com:sub}"] })`.
   *
   * @default {}
   */
  readonly links?: Readonly<Record<string, Link>>;
}

export interface IdentityPoolArgs {
  /** Whose id tokens are exchanged for credentials. */
  readonly users: UserPool;
  /** Clients of the user pool whose id tokens count. @default all of them */
  readonly clients?: readonly string[];
  /** What everybody may do who has signed in. */
  readonly authenticated: IdentityRights;
  /**
   * What members of a group of the user pool may do instead, by the group's name. Who is in several is what comes first
   * here.
   *
   * @default {}
   */
  readonly groups?: Readonly<Record<string, IdentityRights>>;
  /** What anybody may do who has not signed in: everybody on the internet. @default nobody gets credentials without a token */
  readonly unauthenticated?: IdentityRights;
  /** Of the pool and its roles; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: IdentityPoolTransform;
}

const rights = object<IdentityRights>({ links: links.optional() });

export const identityPoolArgs = object<IdentityPoolArgs>({
  users: part("UserPool", () => UserPool),
  clients: list(text("the key of a client"), 'a list of clients of the user pool, ["app"]').optional(),
  authenticated: rights,
  groups: record(rights, "what members of a group may do, by its name, { organisers: { links: { … } } }").optional(),
  unauthenticated: rights.optional(),
  tags: tagsShape,
  transform: transformShape(identityPoolChildren),
});
