import type { Action, Update } from "../expressions/update";
import { attributeValue } from "../input/attribute-values";
import { mapOf } from "../input/collections";
import { oneOf } from "../input/plain";
import type { ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { checkedValue, invalidParameter } from "../refusals";
import { SET_TYPES, typeOf } from "../values/attribute-value";

/** `AttributeUpdates`, from before there were expressions. */
export const attributeUpdates = mapOf(
  structure("AttributeValueUpdate", { Value: attributeValue, Action: oneOf("ADD", "PUT", "DELETE") }),
  { of: "com.amazonaws.dynamodb.v20120810.AttributeValueUpdate" },
);

/** @throws {ServiceError} */
// fidelity: observed: dynalite's tests: the texts
export const readUpdates = (updates: ValueOf<typeof attributeUpdates>): Update => ({
  isOlder: true,
  actions: Object.entries(updates).map(([name, { Action: action = "PUT", Value }]): Action => {
    const path = [name];
    if (Value === undefined) {
      if (action === "DELETE") return { kind: "REMOVE", path };
      throw invalidParameter("Only DELETE action is allowed when no attribute value is specified");
    }
    const value = checkedValue(Value);
    const type = typeOf(value);
    if (action === "PUT") return { kind: "SET", path, source: { kind: "value", value } };
    if (action === "DELETE") {
      if (SET_TYPES[type]) return { kind: "DELETE", path, value };
      throw invalidParameter(`DELETE action with value is not supported for the type ${type}`);
    }
    if (type === "L") {
      const known = { kind: "ifNotExists", path, otherwise: { kind: "value", value: { L: [] } } } as const;
      return { kind: "SET", path, source: { kind: "append", left: known, right: { kind: "value", value } } };
    }
    if (type === "N" || SET_TYPES[type]) return { kind: "ADD", path, value };
    throw invalidParameter(`ADD action is not supported for the type ${type}`);
  }),
});
