import { flag, object, oneOf, record } from "../../core/args/args-shape";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { type UserPoolTransform, userPoolChildren } from "./children";
import { clientShape, type UserPoolClient } from "./client";
import { groupsShape, type UserGroups } from "./groups";

/** @typeParam Client Keys of the clients. */
export interface UserPoolArgs<Client extends string = string> {
  /**
   * What users sign in with, in any case of letters. `"email"`: their address, while Cognito gives each an opaque name
   * that stays when the address changes. `"name"`: a name that they choose, for good; `"name or email"`: the address as
   * well, once it is verified. Cognito never changes it: another one later replaces the pool, and its users are gone.
   */
  readonly signIn: "email" | "name" | "name or email";
  /** The apps that users sign in with, by key: `{ app: { kind: "public" } }`. */
  readonly clients: Readonly<Record<Client, UserPoolClient>>;
  /** One-time passwords of an authenticator app, at each sign-in: `"required"` of all, or of whom sets one up. @default "optional" */
  readonly mfa?: "off" | "optional" | "required";
  /** Whether anybody may sign up; otherwise an administrator makes each user. @default true */
  readonly selfSignUp?: boolean;
  /** Names, or groups by name: 1 to 128 letters, digits and . _ - characters. @default [] */
  readonly groups?: readonly string[] | UserGroups;
  /**
   * `protected`: Pulumi and AWS refuse to delete the pool, and so to replace it. `throw-away`: gone with the stack, and
   * its users.
   *
   * @default "protected"
   */
  readonly protection?: "protected" | "throw-away";
  /** Of the pool; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: UserPoolTransform;
}

export const userPoolArgs = object<UserPoolArgs>({
  signIn: oneOf("email", "name", "name or email"),
  clients: record(object<UserPoolClient>(clientShape), 'clients by key, { app: { kind: "public" } }'),
  mfa: oneOf("off", "optional", "required").optional(),
  selfSignUp: flag.optional(),
  groups: groupsShape,
  protection: oneOf("protected", "throw-away").optional(),
  tags: tagsShape,
  transform: transformShape(userPoolChildren),
});
