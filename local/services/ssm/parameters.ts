import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { resource, type Subject } from "../../wire/operations/right";
import { ServiceError } from "../../wire/service-error";

export interface Parameter {
  readonly name: string;
  readonly type: "String" | "StringList" | "SecureString";
  readonly value: string;
  readonly description?: string;
  readonly version: number;
  readonly lastModified: number;
}

type NewParameter = Pick<Parameter, "name" | "type" | "value" | "description">;

/** What the operations of Parameter Store work with. */
export interface SsmServices {
  readonly parameters: Parameters;
}

/** All parameters of the account, each in its latest version. Values are readable to whoever may read `.local/`. */
export class Parameters {
  private readonly kept: Collection<Parameter>;

  constructor(private readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.kept = cloud.storage.collection("ssm.parameters");
  }

  arn(name: string): string {
    const { partition, region, account } = this.cloud;
    return name.startsWith("arn:")
      ? name
      : `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`;
  }

  /** By name or ARN. */
  find(name: string): Parameter | undefined {
    if (!name.startsWith("arn:")) return this.kept.get(name);
    const path = name.slice(name.indexOf(":parameter/") + ":parameter".length);
    return this.kept.get(path) ?? this.kept.get(path.slice(1));
  }

  /** @throws {ServiceError} ParameterNotFound. fidelity: observed: without a message */
  require(name: string): Parameter {
    const parameter = this.find(name);
    if (!parameter) throw new ServiceError("ParameterNotFound", "");
    return parameter;
  }

  all(): Parameter[] {
    return [...this.kept.entries()].map(([, parameter]) => parameter);
  }

  /** A new version; without a description it has the one that was there. */
  async put({ name, ...said }: NewParameter): Promise<Parameter> {
    const known = this.kept.get(name);
    // fidelity: docs: PutParameter, HierarchyTypeMismatchException
    if (known && known.type !== said.type && name.includes("/")) {
      throw new ServiceError(
        "HierarchyTypeMismatchException",
        "Parameter Store does not support changing a parameter type in a hierarchy. You must create a new, unique parameter.",
      );
    }
    const description = said.description ?? known?.description;
    const parameter = {
      ...said,
      name,
      ...(description !== undefined && { description }),
      version: (known?.version ?? 0) + 1,
      lastModified: this.cloud.clock.now(),
    };
    await this.kept.put(name, parameter);
    return parameter;
  }

  remove(name: string): Promise<void> {
    return this.kept.remove(name);
  }

  /** As the API shows it; a secret's value only to who asks for it in the clear. */
  shown({ name, type, value, version, lastModified }: Parameter, decrypted: boolean) {
    return {
      ARN: this.arn(name),
      DataType: "text",
      LastModifiedDate: lastModified / 1000,
      Name: name,
      Type: type,
      // fidelity: guess: AWS shows the ciphertext of its own
      Value:
        type === "SecureString" && !decrypted ? Buffer.from(`encrypted ${name} ${version}`).toString("base64") : value,
      Version: version,
    };
  }
}

/** The parameter that a call names, which must be there. */
export const namedParameter = ({ parameters }: SsmServices, { Name }: { readonly Name: string }): Subject<Parameter> =>
  resource(parameters.arn(Name), () => parameters.require(Name));
