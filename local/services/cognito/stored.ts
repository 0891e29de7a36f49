import type { Grant } from "./hosted/records";
import type { KeptPassword } from "./proofs/password";
import type { ClientSettings } from "./settings/client-settings";
import type { PoolSettings } from "./settings/pool-settings";

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

export type UserStatus = "UNCONFIRMED" | "CONFIRMED" | "FORCE_CHANGE_PASSWORD" | "RESET_REQUIRED" | "EXTERNAL_PROVIDER";

export interface UserRecord {
  readonly pool: string;
  readonly name: string;
  readonly sub: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly password?: KeptPassword;
  /** Those before it that may not come again, the latest first. */
  readonly formerPasswords?: readonly KeptPassword[];
  /** Of older versions, which had no `status`: whether the password has to be changed at the next sign-in. */
  readonly temporary?: boolean;
  readonly status?: UserStatus;
  readonly disabled?: boolean;
  /** How often everything with which the user was signed in was taken back. */
  readonly signOuts?: number;
  readonly groups?: readonly string[];
  /** One-time passwords: usable once `verified`. */
  readonly totp?: {
    readonly secret: string;
    /** Another one, which takes the place of a verified one once it is verified itself. */
    readonly next?: string;
    readonly verified?: boolean;
    /** Asked for at sign-in. */
    readonly enabled?: boolean;
    readonly preferred?: boolean;
    /** Step of time of the last one that was used. */
    readonly lastStep?: number;
  };
  /** When the temporary password was set. Milliseconds since the epoch, as all times here. */
  readonly invited?: number;
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
  /** The address that it verifies, where the user has it only once it is verified. */
  readonly address?: string;
}

/** What a client may come back with: a refresh token, the session of a challenge; or that somebody is signed in. */
export interface SessionRecord {
  readonly kind:
    | "refresh"
    | "signedIn"
    | "newPassword"
    | "srp"
    | "totp"
    | "mfaSetup"
    | "mfaReady"
    | "custom"
    | "choice"
    | "emailOtp"
    | "signUp";
  readonly pool: string;
  readonly client: string;
  readonly user: string;
  /** `sub` and `signOuts` of the user at the time: a session of who has signed out since, or is another by now, is none. */
  readonly sub?: string;
  readonly signOuts?: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** Of a refresh token: `origin_jti` of the tokens that it is for. */
  readonly origin?: string;
  /** Of a refresh token: when the user signed in. Seconds since the epoch. */
  readonly since?: number;
  /** Of a refresh token that OAuth gave out. */
  readonly grant?: Grant | undefined;
  /** Of a refresh token in whose place another one was given: when. */
  readonly rotated?: number;
  /** Of a sign-in by SRP: what the client sent and what the server drew. */
  readonly srp?: { readonly A: string; readonly b: string; readonly B: string };
  /** Of challenges that functions of the pool decide on. */
  readonly custom?: CustomChallenges;
  /** Of a one-time password by e-mail. */
  readonly code?: string;
  /** Wrong answers so far. */
  readonly missed?: number;
}

export interface CustomChallenges {
  /** Those that were answered, as functions see them. */
  readonly done: readonly {
    readonly challengeName: string;
    readonly challengeResult: boolean;
    readonly challengeMetadata: string | null;
  }[];
  /** Of the one that waits. */
  readonly metadata?: string | null;
  readonly secret?: Readonly<Record<string, string>>;
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

/** What went wrong of late under one name, whether there is such a user or not. */
export interface AttemptRecord {
  readonly count: number;
  /** Until then nothing is tried. Milliseconds since the epoch. */
  readonly locked?: number;
  /** When it is forgotten. */
  readonly until: number;
}
