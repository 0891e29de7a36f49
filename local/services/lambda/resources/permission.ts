import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Functions } from "../functions";
import { permissionStatement } from "../permission-statement";

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
    const statement = permissionStatement(cloud, arn, {
      sid: id,
      action: String(inputs.action),
      principal: String(inputs.principal),
      sourceArn: text(inputs.sourceArn),
      sourceAccount: text(inputs.sourceAccount),
    });
    await functions.putPermission(record.name, statement);
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
