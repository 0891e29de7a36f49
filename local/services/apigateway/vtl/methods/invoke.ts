import { isNumber } from "../../../../languages/java/arithmetic";
import { javaEquals } from "../../../../languages/java/equality";
import { print } from "../../../../languages/java/print";
import { HostObject, JavaList, MapEntry, type Meter, type Value } from "../../../../languages/java/value";
import { BOOLEAN_METHODS } from "./boolean-methods";
import { hashCode } from "./hash-code";
import { LIST_METHODS } from "./list-methods";
import { MAP_METHODS } from "./map-methods";
import { callMethod, wrongNumber } from "./method-table";
import { NUMBER_METHODS } from "./number-methods";
import { STRING_METHODS } from "./string-methods";

/** Calls a method of the Java class behind the value; undefined: the class has none such. */
export function invoke(self: Value, name: string, parameters: readonly Value[], meter: Meter): Value | undefined {
  const found = own(self, name, parameters, meter);
  if (found !== undefined || self === null) return found;
  if (name === "equals" && parameters.length === 1) return javaEquals(self, parameters[0] ?? null, meter);
  if (name !== "toString" && name !== "hashCode") return undefined;
  if (parameters.length > 0) {
    // Boxed classes have a static hashCode(x) too: two methods fit then, and Velocity calls neither.
    if (name === "hashCode" && parameters.length === 1 && (isNumber(self) || typeof self === "boolean"))
      return undefined;
    wrongNumber(name);
  }
  return name === "toString" ? print(self, meter) : hashCode(self, meter);
}

function own(self: Value, name: string, parameters: readonly Value[], meter: Meter): Value | undefined {
  if (typeof self === "string") {
    meter.spend(self.length >> 6);
    return callMethod(STRING_METHODS, self, name, parameters, meter);
  }
  if (self instanceof JavaList) {
    meter.spend(self.items.length >> 3);
    return callMethod(LIST_METHODS, self, name, parameters, meter);
  }
  if (self instanceof Map) {
    meter.spend(self.size >> 3);
    return callMethod(MAP_METHODS, self, name, parameters, meter);
  }
  if (self instanceof HostObject) return self.call(name, parameters, meter);
  if (isNumber(self)) return callMethod(NUMBER_METHODS, self, name, parameters, meter);
  if (typeof self === "boolean") return callMethod(BOOLEAN_METHODS, self, name, parameters, meter);
  if (self instanceof MapEntry && parameters.length === 0) {
    if (name === "getKey") return self.key;
    if (name === "getValue") return self.value;
  }
  return undefined;
}
