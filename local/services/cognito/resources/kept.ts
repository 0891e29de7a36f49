import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";

/** What a resource has after a change: what the program says of it no longer is gone. */
export const changed = (olds: { readonly inputs: Properties; readonly outputs: Properties }, inputs: Properties) => ({
  ...Object.fromEntries(Object.entries(olds.outputs).filter(([name]) => !Object.hasOwn(olds.inputs, name))),
  ...inputs,
});

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
    const outputs = changed(olds, inputs);
    return { ...outputs, ...(await keep(outputs)) };
  },
  read,
  delete: remove,
});
