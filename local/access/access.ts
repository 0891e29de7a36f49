/** Who makes a call. */
export interface Principal {
  /** `arn:aws:sts::000000000000:assumed-role/<role>/<session>` or `arn:aws:iam::000000000000:user/administrator`. */
  readonly arn: string;
  readonly account: string;
  /** Identity policies in force, read at each call so that a changed role counts at once. */
  policies(): readonly PolicyDocument[];
  /** The unique id that GetCallerIdentity shows: `AROA…:session`. */
  readonly userId: string;
  /** Of a role session, the role: what policies name. */
  readonly roleArn?: string;
  /** Condition keys that are of the session, in every request: `cognito-identity.amazonaws.com:sub`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Somebody for whom a provider of identities has verified. */
export interface WebIdentity {
  /** As trust policies name it: `cognito-identity.amazonaws.com`. */
  readonly provider: string;
  /** Condition keys of the trust policy, and of every request of the session. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | boolean | readonly string[]>>>>;
}

export interface AccessRequest {
  /** `sqs:SendMessage`. */
  readonly action: string;
  readonly resource: string;
  /** Condition keys and their values: `aws:SecureTransport`, `aws:SourceArn` …; several of `dynamodb:LeadingKeys`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Policy of the resource, when it has one. */
  readonly resourcePolicy?: PolicyDocument;
  /** Identity policies count only where that of the resource leaves them to the account, as those of keys do. */
  readonly delegated?: boolean;
  /** Something besides policies lets the caller in, a grant of a key for one. */
  readonly granted?: boolean;
}

export type Decision =
  | { readonly allowed: true }
  /** `reason` completes AWS's sentence: `because no identity-based policy allows the sqs:SendMessage action`. */
  | { readonly allowed: false; readonly explicit: boolean; readonly reason: string };

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Identities and decisions: who a key belongs to, and what that principal may do. */
export interface Access {
  /** The administrator of `.local/env`, the same in every run of one `.local/`. */
  readonly administrator: Credentials;
  /**
   * Temporary credentials of a role for one process of a function or an integration. With `service`
   * (`lambda.amazonaws.com`) the role's trust policy must let that service assume it.
   *
   * @throws {ServiceError} NoSuchEntity for an unknown role, AccessDenied when the role does not trust `service`.
   */
  assumeRole(roleArn: string, session: string, service?: string): Credentials;
  /**
   * Temporary credentials of a role for somebody from outside; `undefined` where the role is unknown or its trust policy
   * does not let that one in.
   */
  assumeRoleFor(roleArn: string, session: string, who: WebIdentity): Credentials | undefined;
  /** Forgets credentials, when a process ends. */
  revoke(accessKeyId: string): void;
  /** The principal of a role as a service (API Gateway, Lambda) assumes it, without signing anything; `undefined` when the role is unknown or its trust policy does not let `service` assume it. */
  servicePrincipal(roleArn: string, service: string): Principal | undefined;
  /** Secret and principal of an access key, for signature checks. */
  find(accessKeyId: string): { readonly credentials: Credentials; readonly principal: Principal } | undefined;
  decide(principal: Principal, request: AccessRequest): Decision;
}
