import { CURRENT, versionAt } from "./secret-record";
import type { Secrets } from "./secrets";

/** Secrets that another service keeps here, the master password of a database for one. */
export interface ManagedSecrets {
  /** Makes the secret, or finds the one of that name; its ARN, and what it holds now. */
  createManagedSecret(name: string, value: string): Promise<{ readonly arn: string; readonly value: string }>;
  deleteManagedSecret(arn: string): Promise<void>;
}

export const managedSecrets = (secrets: Secrets): ManagedSecrets => ({
  async createManagedSecret(name, value) {
    const record = secrets.find(name) ?? (await secrets.create({ name, owner: "rds" }));
    const held = versionAt(record, CURRENT)?.[1].text;
    if (held === undefined) await secrets.putValue(record, { text: value });
    return { arn: record.arn, value: held ?? value };
  },
  async deleteManagedSecret(arn) {
    const record = secrets.find(arn);
    if (record) await secrets.remove(record);
  },
});
