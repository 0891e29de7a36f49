import type { Statement } from "../../../access/access";
import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { functionArn, parseFunctionName } from "../function-names";
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
  async read(id, known) {
    const { Statement } = functions.policy(granted(cloud, known));
    const found = Statement.find(({ Sid }) => Sid === id);
    return found && { function: known.function, qualifier: known.qualifier, statementId: id, ...shown(found) };
  },
  delete: (id, outputs) => functions.removePermission(granted(cloud, outputs), id),
});

const UNSUPPORTED = ["eventSourceToken", "functionUrlAuthType", "principalOrgId"];

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** The function, or the qualifier of it, that is granted. */
const granted = (cloud: Cloud, { function: named, qualifier }: Properties): string => {
  const { name, qualifier: own = text(qualifier) } = parseFunctionName(String(named));
  return functionArn(cloud, name) + (own ? `:${own}` : "");
};

const shown = ({ Action, Principal, Condition = {} }: Statement): Properties => {
  const { Service, AWS } = (typeof Principal === "object" ? Principal : {}) as Properties;
  const [arn, account] = [Condition.ArnLike?.["AWS:SourceArn"], Condition.StringEquals?.["AWS:SourceAccount"]];
  return {
    action: Action,
    principal: Service ?? /^arn:[^:]+:iam::(\d+):root$/.exec(String(AWS))?.[1] ?? AWS ?? "*",
    ...(arn !== undefined && { sourceArn: arn }),
    ...(account !== undefined && { sourceAccount: account }),
  };
};
