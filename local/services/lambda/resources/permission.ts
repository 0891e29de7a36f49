import type { Statement } from "../../../access/access";
import { nameOf } from "../../../aws-types/names";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Cloud } from "../../service";
import type { Functions } from "../functions";

const TYPE = "aws:lambda/permission:Permission";

/** A statement of the resource policy of a function or of one of its qualifiers. */
export const permissionType = (cloud: Cloud, functions: Functions): ResourceType => ({
  type: TYPE,
  check: (inputs) =>
    UNSUPPORTED.filter((property) => inputs[property] !== undefined).map((property) => ({
      property,
      reason: "is not emulated by the local cloud",
    })),
  async create(inputs, context) {
    const { record, arn } = functions.resolve(String(inputs.function), text(inputs.qualifier));
    const id = nameOf(TYPE, inputs, context);
    await functions.putPermission(record.name, statement(cloud, id, arn, inputs));
    return { id, outputs: { ...inputs, statementId: id } };
  },
  async delete(id, outputs) {
    const name = String(outputs.function);
    const known = functions.get(name.split(":function:").at(-1)?.split(":")[0] ?? name);
    const qualifier = text(outputs.qualifier);
    if (known) await functions.removePermission(known.arn + (qualifier ? `:${qualifier}` : ""), id);
  },
});

const UNSUPPORTED = ["eventSourceToken", "functionUrlAuthType", "principalOrgId"];

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

// fidelity: docs: AddPermission: a source ARN is matched with ArnLike, a source account with StringEquals
const statement = (cloud: Cloud, id: string, arn: string, inputs: Properties): Statement => {
  const principal = String(inputs.principal);
  const sourceArn = text(inputs.sourceArn);
  const sourceAccount = text(inputs.sourceAccount);
  return {
    Sid: id,
    Effect: "Allow",
    Principal:
      principal === "*"
        ? "*"
        : principal.endsWith(".amazonaws.com")
          ? { Service: principal }
          : account(cloud, principal),
    Action: String(inputs.action),
    Resource: arn,
    ...(sourceArn || sourceAccount
      ? {
          Condition: {
            ...(sourceArn ? { ArnLike: { "AWS:SourceArn": sourceArn } } : {}),
            ...(sourceAccount ? { StringEquals: { "AWS:SourceAccount": sourceAccount } } : {}),
          },
        }
      : {}),
  };
};

const account = (cloud: Cloud, principal: string) => ({
  AWS: /^\d{12}$/.test(principal) ? `arn:${cloud.partition}:iam::${principal}:root` : principal,
});
