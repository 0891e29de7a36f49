import { methodTable } from "./method-table";

export const BOOLEAN_METHODS = methodTable<boolean>({
  "booleanValue()": (self) => self,
  "compareTo(o)": (self, p) => Number(self) - Number(p.any(0) === true),
  "parseBoolean(s)": (_self, p) => p.text(0).toLowerCase() === "true",
  "valueOf(s)": (_self, p) => p.text(0).toLowerCase() === "true",
});
