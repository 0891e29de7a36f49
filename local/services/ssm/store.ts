import type { Access } from "../../access/access";
import type { Clock } from "../../clock";
import type { Collection, Storage } from "../../storage";

export interface Parameter {
  readonly name: string;
  readonly type: "String" | "StringList" | "SecureString";
  readonly value: string;
  readonly version: number;
  readonly lastModified: number;
}

/** What the operations of Parameter Store work with. */
export interface SsmServices {
  readonly parameters: Collection<Parameter>;
  readonly access: Access;
  readonly clock: Clock;
  /** ARN of a parameter. */
  arn(name: string): string;
}

export const ssmTables = (storage: Storage): Pick<SsmServices, "parameters"> => ({
  parameters: storage.collection("ssm.parameters"),
});
