import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { ServiceError } from "../../../wire/service-error";
import { type ControlPlane, newId } from "../control/control-plane";
import type { FunctionRecord } from "../control/store";
import { itemsOf } from "../distribution/selector";

const TYPE = "aws:cloudfront/function:Function";

/** `aws.cloudfront.Function`: its code runs where distributions name it, once it is published. */
export const functionType = (control: ControlPlane): ResourceType => {
  const { functions } = control.store;
  const put = async (arn: string, name: string, inputs: Properties): Promise<FunctionRecord> => {
    const code = String(inputs.code);
    const store = itemsOf(inputs.keyValueStoreAssociations)[0];
    const etag = newId("E");
    const development = { code, runtime: String(inputs.runtime) as FunctionRecord["runtime"], ...(store && { store }) };
    const live = inputs.publish === false ? functions.get(name)?.live : { ...development, etag };
    const record = { name, arn, inputs, etag, ...development, ...(live && { live }) };
    await functions.put(name, record);
    return record;
  };
  return {
    type: TYPE,
    check: ({ keyValueStoreAssociations, runtime }) =>
      itemsOf(keyValueStoreAssociations).length > 0 && runtime === "cloudfront-js-1.0"
        ? [{ property: "keyValueStoreAssociations", reason: "needs the runtime cloudfront-js-2.0" }]
        : [],
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      const name = String(outputs.name);
      if (functions.get(name) && functions.get(name)?.arn !== outputs.arn) throw exists(name);
      const record = await put(String(outputs.arn), name, { ...inputs, name });
      return { id, outputs: { ...outputs, ...shown(record) } };
    },
    async update(id, inputs, { outputs }) {
      const record = await put(String(outputs.arn), id, { ...inputs, name: id });
      return { ...outputs, ...inputs, ...shown(record) };
    },
    async read(id) {
      const record = functions.get(id);
      return record && { ...record.inputs, ...shown(record) };
    },
    async delete(id) {
      const arn = functions.get(id)?.arn;
      // fidelity: docs: DeleteFunction, FunctionInUse
      if (arn !== undefined && control.names(arn)) {
        throw new ServiceError("FunctionInUse", `Cannot delete function ${id}, it is in use by distributions.`, 409);
      }
      await functions.remove(id);
    },
  };
};

const exists = (name: string): ServiceError =>
  new ServiceError("FunctionAlreadyExists", `A function with the name ${name} already exists in this account.`, 409);

const shown = ({ arn, etag, live }: FunctionRecord): Properties => ({
  arn,
  etag,
  liveStageEtag: live?.etag ?? "",
  status: live ? "UNASSOCIATED" : "UNPUBLISHED",
});
