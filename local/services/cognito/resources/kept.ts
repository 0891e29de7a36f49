import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";

interface Kept extends Required<Pick<ResourceType, "type" | "read" | "delete">> {
  /** Writes what Cognito keeps of it, whether it is new or was there before; returns what it filled in. */
  keep(outputs: Properties): Promise<Properties | undefined>;
}

/** A resource that Cognito keeps as it is told. */
export const keptType = ({ type, read, delete: remove, keep }: Kept): ResourceType => ({
  type,
  async create(inputs, context) {
    const { id, outputs } = recorded(type, inputs, context);
    return { id, outputs: { ...outputs, ...(await keep(outputs)) } };
  },
  async update(_, inputs, olds) {
    const outputs = { ...olds.outputs, ...inputs };
    return { ...outputs, ...(await keep(outputs)) };
  },
  read,
  delete: remove,
});
