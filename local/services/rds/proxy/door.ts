import type { Access } from "../../../access/access";
import { verifyToken } from "../../../access/connect-token";
import type { Clock } from "../../../cloud/clock";
import type { Log } from "../../../cloud/log";
import { SUPERUSER } from "../postgres/template";
import { passwordFits } from "./stored-password";

/** What PostgreSQL knows of a user. */
export interface Role {
  readonly password: string | null;
  /** Member of `rds_iam`: signs in by token and in no other way. */
  readonly iam: boolean;
}

export interface Door {
  readonly cluster: string;
  readonly resourceId: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** `<host>:<port>` of the cluster's endpoints. */
  authorities(): readonly string[];
  iamEnabled(): boolean;
  readonly forceTls: boolean;
  role(user: string): Promise<Role | undefined>;
  readonly access: Pick<Access, "find" | "decide">;
  readonly clock: Pick<Clock, "now">;
  readonly log: Pick<Log, "warn">;
}

export interface Visitor {
  readonly user: string;
  readonly database: string;
  readonly replication: boolean;
  readonly encrypted: boolean;
  readonly address: string;
  /** Asks for the password; `undefined` when the client hangs up instead, as psql does to prompt its user. */
  password(): Promise<string | undefined>;
}

/** As PostgreSQL reports it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Lets a visitor in (`undefined`), or refuses as RDS does, with a line for the developer that names what is missing. */
export const admit = async (door: Door, visitor: Visitor): Promise<Refusal | "gone" | undefined> => {
  const { user } = visitor;
  if (visitor.replication || user === SUPERUSER || (door.forceTls && !visitor.encrypted))
    return notListed(door, visitor);
  const role = await door.role(user);
  // As in PostgreSQL, a user that does not exist is asked for a password all the same.
  const password = await visitor.password();
  if (password === undefined) return "gone";
  if (role?.iam) return byToken(door, visitor, password);
  if (role && (await passwordFits(role.password, user, password))) return undefined;
  const why = !role
    ? "there is no such user"
    : role.password === null
      ? "the user has no password and is no member of rds_iam"
      : "the password is wrong";
  door.log.warn("rds", `${door.cluster} refused ${user}: ${why}`);
  return { code: "28P01", message: `password authentication failed for user "${user}"` };
};

// fidelity: observed: RDS for PostgreSQL with rds.force_ssl=1, repost.aws "no pg_hba.conf entry for host"
const notListed = (door: Door, visitor: Visitor): Refusal => {
  const encryption = visitor.encrypted ? "SSL encryption" : "no encryption";
  door.log.warn(
    "rds",
    `${door.cluster} refused ${visitor.user}: ${
      visitor.encrypted || !door.forceTls
        ? "this user and this kind of connection are kept for AWS"
        : "TLS is required (parameter rds.force_ssl)"
    }`,
  );
  return {
    code: "28000",
    message: `no pg_hba.conf entry for host "${visitor.address}", user "${visitor.user}", database "${visitor.database}", ${encryption}`,
  };
};

const byToken = (door: Door, visitor: Visitor, token: string): Refusal | undefined => {
  const { user } = visitor;
  const missing = missingForToken(door, visitor, token);
  if (!missing) return undefined;
  door.log.warn("rds", `${door.cluster} refused ${user}: ${missing}`);
  return { code: "28000", message: `PAM authentication failed for user "${user}"` };
};

const missingForToken = (door: Door, visitor: Visitor, token: string): string | undefined => {
  if (!door.iamEnabled()) return "iamDatabaseAuthenticationEnabled is off on the cluster";
  // fidelity: docs: "IAM database authentication … requires SSL"
  if (!visitor.encrypted) return "IAM authentication needs TLS";
  const result = verifyToken({
    token,
    service: "rds-db",
    authorities: door.authorities(),
    query: { DBUser: visitor.user },
    region: door.region,
    now: door.clock.now(),
    access: door.access,
  });
  if (!result.valid) return result.reason;
  const { partition, region, account, resourceId } = door;
  const resource = `arn:${partition}:rds-db:${region}:${account}:dbuser:${resourceId}/${visitor.user}`;
  const decision = door.access.decide(result.principal, { action: "rds-db:connect", resource });
  return decision.allowed
    ? undefined
    : `${result.principal.arn} may not rds-db:connect on ${resource}, ${decision.reason}`;
};
