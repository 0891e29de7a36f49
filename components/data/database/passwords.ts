import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { object } from "../../core/args/args-shape";
import { childName } from "../../core/component/naming";
import { rotationShape, type SecretRotation } from "../secret/args";
import { Secret } from "../secret/secret";
import { type LinkedDatabase, masterLink } from "./links";
import type { DatabasePlan } from "./plan";

/** How the password of a user is kept and changed. */
export type PasswordRotation = Omit<SecretRotation, "credentials">;

/** Users with a password, beside those who sign in by IAM token. */
export interface DatabasePasswords {
  /** `<name>_writer_password`, with the rights of the writer. */
  readonly writer?: PasswordRotation;
  /** `<name>_reader_password`, with the rights of the reader. */
  readonly reader?: PasswordRotation;
}

const { credentials: _, ...rotation } = rotationShape;
const passwordShape = object<PasswordRotation>(rotation).optional();

export const passwordsShape = object<DatabasePasswords>({ writer: passwordShape, reader: passwordShape });

export type Role = keyof DatabasePasswords;

/** A name of its own: a member of `rds_iam` could use no password. */
export const passwordUser = (plan: Pick<DatabasePlan, Role>, role: Role): string => `${plan[role]}_password`;

/** The secrets, each of which waits until the migration has given its user his rights. */
export const createPasswords = (
  database: LinkedDatabase,
  migration: pulumi.Resource,
  parent: pulumi.Resource,
): Readonly<Partial<Record<Role, Secret>>> => {
  const { plan } = database;
  const master = masterLink(database);
  return Object.fromEntries(
    Object.entries(plan.passwords).map(([role, how]) => {
      const credentials = {
        user: passwordUser(plan, role as Role),
        master: { ...master, dependsOn: [...(master.dependsOn ?? []), migration] },
      };
      const args = {
        rotation: { ...how, credentials },
        recovery: plan.protected ? ("30 days" as const) : ("0 days" as const),
        ...(plan.kmsKeyArn !== undefined && { encryption: { kmsKeyArn: plan.kmsKeyArn } }),
        ...(plan.retention !== undefined && { retention: plan.retention }),
        alarms: plan.alarms ?? (false as const),
      };
      return [role, new Secret(childName(plan.name, `${role}-password`), args, { parent })];
    }),
  );
};

/** @throws {ArgsError} where the database keeps no password of that user. */
export const passwordOf = (
  plan: DatabasePlan,
  secrets: Readonly<Partial<Record<Role, Secret>>>,
  verb: string,
  role: Role,
): Secret => {
  const found = secrets[role];
  if (found) return found;
  throw new ArgsError(
    plan.name,
    `${verb}.credentials`,
    `must be "iam" unless the database keeps a password of its ${role}: give it passwords: { ${role}: {} }`,
  );
};
