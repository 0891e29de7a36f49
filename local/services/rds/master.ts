import { createHash, randomBytes } from "node:crypto";
import type { Properties, ResourceContext } from "../../engine/resources/resource-type";

/** Where the passwords live that AWS manages for a cluster or an instance. */
export interface ManagedSecrets {
  /** Makes the secret, or finds the one of that name; its ARN, and what it holds now. */
  createManagedSecret(name: string, value: string): Promise<{ readonly arn: string; readonly value: string }>;
  deleteManagedSecret(arn: string): Promise<void>;
}

export interface Master {
  readonly user: string;
  readonly password: string;
  /** Present when AWS manages the password. */
  readonly secretArn: string | undefined;
}

export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** The master user with the password that the program gives, or with one of AWS's in a secret. */
export const createMaster = async (
  { manageMasterUserPassword, ...inputs }: Properties,
  names: { readonly user: string; readonly password: string; readonly secret: string },
  secrets: ManagedSecrets,
): Promise<Master> => {
  const user = text(inputs[names.user]) ?? "postgres";
  const offered =
    text(inputs[names.password]) ?? text(inputs[`${names.password}Wo`]) ?? randomBytes(21).toString("base64url");
  if (manageMasterUserPassword !== true) return { user, password: offered, secretArn: undefined };
  const { arn, value } = await secrets.createManagedSecret(
    names.secret,
    JSON.stringify({ username: user, password: offered }),
  );
  return { user, password: (JSON.parse(value) as { password: string }).password, secretArn: arn };
};

/** The same for one life of the resource. fidelity: observed: `rds!cluster-<uuid>`, `rds!db-<uuid>` */
export const secretName = (kind: "cluster" | "db", context: ResourceContext): string => {
  const hex = createHash("sha256").update(`${context.urn}/${context.autoName()}`).digest("hex");
  return `rds!${kind}-${hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
};

export const masterUserSecrets = (secretArn: string | undefined): Properties => ({
  masterUserSecrets: secretArn ? [{ secretArn, secretStatus: "active", kmsKeyId: "" }] : [],
});

/** Deletes the secret that the outputs of a resource name. */
export const deleteMaster = async ({ masterUserSecrets: held }: Properties, secrets: ManagedSecrets): Promise<void> => {
  const [secret] = Array.isArray(held) ? (held as Properties[]) : [];
  const arn = text(secret?.secretArn);
  if (arn) await secrets.deleteManagedSecret(arn);
};

export const majorVersion = (inputs: Properties): number | undefined =>
  Number.parseInt(text(inputs.engineVersion) ?? "", 10) || undefined;

/** What is wrong with the master's password, by the name of its input. */
export const masterViolations = (inputs: Properties, password: string): { property: string; reason: string }[] => {
  const managed = inputs.manageMasterUserPassword === true;
  if (managed && text(inputs[password]))
    return [{ property: password, reason: "must not be set when manageMasterUserPassword is true" }];
  if (!managed && !text(inputs[password]) && !text(inputs[`${password}Wo`]))
    return [{ property: password, reason: "is required unless manageMasterUserPassword is true" }];
  return [];
};
