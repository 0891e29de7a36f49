import type { AlarmSettings } from "../../core/args/alarm-settings";
import { flag, object, oneOf, record, type Shape } from "../../core/args/args-shape";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { userPoolAlarmsShape } from "./alarms";
import { attributesShape, type UserAttributes } from "./attributes";
import { brandingShape, type LoginBranding } from "./branding";
import { type UserPoolTransform, userPoolChildren } from "./children";
import { clientShape, type UserPoolClient } from "./clients/client";
import { domainShape, type UserPoolDomain } from "./domain";
import type { FeaturePlan } from "./features";
import { groupsShape, type UserGroups } from "./groups";
import { type Mail, type Messages, mailShape, messagesShape } from "./mail";
import { type PasswordPolicy, passwordShape } from "./password";
import { type IdentityProviders, identityProvidersShape } from "./providers/identity-providers";
import { type ResourceServers, resourceServersShape } from "./scopes";
import { type Triggers, triggersShape } from "./triggers";

/** @typeParam Client Keys of the clients. */
export interface UserPoolArgs<Client extends string = string> {
  /**
   * What users sign in with, in any case of letters. `"email"`: their address, while Cognito gives each an opaque name
   * that stays when the address changes. `"name"`: a name that they choose, for good; `"name or email"`: the address as
   * well, once it is verified. Cognito never changes it: another one later replaces the pool, and its users are gone.
   */
  readonly signIn: "email" | "name" | "name or email";
  /** The apps that users sign in with, by key: `{ app: { kind: "public" } }`. @default {}: those that `addClient` adds */
  readonly clients?: Readonly<Record<Client, UserPoolClient>>;
  /** One-time passwords of an authenticator app, at each sign-in: `"required"` of all, or of whom sets one up. @default "optional" */
  readonly mfa?: "off" | "optional" | "required";
  /** Whether anybody may sign up; otherwise an administrator makes each user. @default true */
  readonly selfSignUp?: boolean;
  /** What passwords have to be. @default 8 characters, of which one is lower case, upper case, a digit, a symbol */
  readonly password?: PasswordPolicy;
  /** Who gives a forgotten password back: a code to the verified address, or only an administrator. @default "email" */
  readonly recovery?: "email" | "administrator";
  /**
   * What is known of users beside the address: attributes that Cognito knows (`given_name`) and those of one's own, which
   * tokens name `custom:tenant`. Cognito changes none and removes none; those of one's own may be added later.
   *
   * @default {}
   */
  readonly attributes?: UserAttributes;
  /** Names, or groups by name: 1 to 128 letters, digits and . _ - characters. @default [] */
  readonly groups?: readonly string[] | UserGroups;
  /** Scopes of one's own, which access tokens carry by `login` and `machine` of clients. @default {} */
  readonly resourceServers?: ResourceServers;
  /** Where Cognito's own pages and the OAuth endpoints are. @default none: apps have forms of their own */
  readonly domain?: UserPoolDomain;
  /** How the pages look, on the Essentials plan. @default as Cognito's own */
  readonly branding?: LoginBranding;
  /** Who else may say who a user is; asks for a domain. @default {} */
  readonly identityProviders?: IdentityProviders;
  /** Functions that Cognito asks on the way. @default {} */
  readonly triggers?: Triggers;
  /** @default "cognito" */
  readonly mail?: Mail;
  /** @default those of Cognito */
  readonly messages?: Messages;
  /** Looks at each sign-in for what is unusual, and writes it down or also acts; on the Plus plan. @default "off" */
  readonly threatProtection?: "off" | "audit" | "enforced";
  /** @default "lite", "essentials" where something asks for it; "plus" only if it is said */
  readonly plan?: FeaturePlan;
  /**
   * `protected`: Pulumi and AWS refuse to delete the pool, and so to replace it. `throw-away`: gone with the stack, and
   * its users.
   *
   * @default "protected"
   */
  readonly protection?: "protected" | "throw-away";
  /** Of the pool; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Alarms on users who are turned away because there are too many. @default {} (no topic), throw-away: false */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: UserPoolTransform;
}

export const userPoolShape: Shape<UserPoolArgs> = {
  signIn: oneOf("email", "name", "name or email"),
  clients: record(object<UserPoolClient>(clientShape), 'clients by key, { app: { kind: "public" } }').optional(),
  mfa: oneOf("off", "optional", "required").optional(),
  selfSignUp: flag.optional(),
  password: passwordShape,
  recovery: oneOf("email", "administrator").optional(),
  attributes: attributesShape,
  groups: groupsShape,
  resourceServers: resourceServersShape,
  domain: domainShape,
  branding: brandingShape,
  identityProviders: identityProvidersShape,
  triggers: triggersShape,
  mail: mailShape,
  messages: messagesShape,
  threatProtection: oneOf("off", "audit", "enforced").optional(),
  plan: oneOf("lite", "essentials", "plus").optional(),
  protection: oneOf("protected", "throw-away").optional(),
  tags: tagsShape,
  alarms: userPoolAlarmsShape,
  transform: transformShape(userPoolChildren),
};

export const userPoolArgs = object(userPoolShape);
