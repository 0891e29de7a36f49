import { javaEquals } from "../../../../languages/java/equality";
import { JavaList, type JavaMap, MapEntry } from "../../../../languages/java/value";
import { methodTable, VOID } from "./method-table";

/** java.util.LinkedHashMap */
export const MAP_METHODS = methodTable<JavaMap>({
  "size()": (self) => self.size,
  "isEmpty()": (self) => self.size === 0,
  "get(o)": (self, p) => self.get(p.any(0)) ?? null,
  "getOrDefault(oo)": (self, p) => (self.has(p.any(0)) ? (self.get(p.any(0)) ?? null) : p.any(1)),
  "containsKey(o)": (self, p) => self.has(p.any(0)),
  "containsValue(o)": (self, p, meter) => [...self.values()].some((value) => javaEquals(value, p.any(0), meter)),
  "put(oo)": (self, p) => {
    const before = self.get(p.any(0)) ?? null;
    self.set(p.any(0), p.any(1));
    return before;
  },
  "putIfAbsent(oo)": (self, p) => {
    const before = self.get(p.any(0)) ?? null;
    if (before === null) self.set(p.any(0), p.any(1));
    return before;
  },
  "putAll(m)": (self, p, meter) => {
    const other = p.any(0);
    if (other instanceof Map) {
      meter.spend(other.size);
      for (const [key, value] of [...other]) self.set(key, value);
    }
    return VOID;
  },
  "remove(o)": (self, p) => {
    const before = self.get(p.any(0)) ?? null;
    self.delete(p.any(0));
    return before;
  },
  "clear()": (self) => {
    self.clear();
    return VOID;
  },
  "keySet()": (self) => new JavaList([...self.keys()]),
  "values()": (self) => new JavaList([...self.values()]),
  "entrySet()": (self) => new JavaList([...self].map(([key, value]) => new MapEntry(key, value))),
});
