import { ExpressionError } from "../../../../languages/expression-error";
import { javaEquals } from "../../../../languages/java/equality";
import { JavaList, type Meter, type Value } from "../../../../languages/java/value";
import { writeJson } from "../../../../languages/json/write-json";
import { methodTable, VOID } from "./method-table";

/** java.util.ArrayList; `toJSONString` belongs to the lists that came out of JSON. */
export const LIST_METHODS = methodTable<JavaList>({
  "size()": (self) => self.items.length,
  // fidelity: docs: $input.path: "$input.path('$.pets').count() would return 3"
  "count()": (self) => (self.kind === "json" ? self.items.length : null),
  "isEmpty()": (self) => self.items.length === 0,
  "get(i)": (self, p) => self.items[existing(self, p.int(0))] ?? null,
  "contains(o)": (self, p, meter) => find(self.items, p.any(0), meter) >= 0,
  "containsAll(l)": (self, p, meter) => p.list(0).every((item) => find(self.items, item, meter) >= 0),
  "indexOf(o)": (self, p, meter) => find(self.items, p.any(0), meter),
  "lastIndexOf(o)": (self, p, meter) => self.items.findLastIndex((item) => javaEquals(item, p.any(0), meter)),
  "add(o)": (self, p) => {
    self.items.push(p.any(0));
    return true;
  },
  "add(io)": (self, p) => {
    self.items.splice(insertion(self, p.int(0)), 0, p.any(1));
    return VOID;
  },
  "addAll(l)": (self, p, meter) => {
    const added = p.list(0);
    meter.spend(added.length);
    for (const item of [...added]) self.items.push(item);
    return added.length > 0;
  },
  "set(io)": (self, p) => {
    const at = existing(self, p.int(0));
    const before = self.items[at] ?? null;
    self.items[at] = p.any(1);
    return before;
  },
  "remove(i)": (self, p) => self.items.splice(existing(self, p.int(0)), 1)[0] ?? null,
  "remove(o)": (self, p, meter) => {
    const at = find(self.items, p.any(0), meter);
    if (at >= 0) self.items.splice(at, 1);
    return at >= 0;
  },
  "removeAll(l)": (self, p, meter) => keep(self, (item) => find(p.list(0), item, meter) < 0),
  "retainAll(l)": (self, p, meter) => keep(self, (item) => find(p.list(0), item, meter) >= 0),
  "clear()": (self) => {
    self.items.length = 0;
    return VOID;
  },
  "subList(ii)": (self, p, meter) => {
    const [from, to] = [p.int(0), p.int(1)];
    if (from < 0 || to > self.items.length || from > to) outside(`subList(${from}, ${to})`, self);
    meter.spend(to - from);
    return new JavaList(self.items.slice(from, to));
  },
  "toArray()": (self) => new JavaList([...self.items], "array"),
  "iterator()": (self) => new JavaList([...self.items]),
  "toJSONString()": (self, _p, meter) => (self.kind === "json" ? writeJson(self, meter, "web") : null),
});

function find(items: readonly Value[], wanted: Value, meter: Meter): number {
  return items.findIndex((item) => javaEquals(item, wanted, meter));
}

function keep(self: JavaList, test: (item: Value) => boolean): boolean {
  const kept = self.items.filter(test);
  const changed = kept.length !== self.items.length;
  self.items.length = 0;
  for (const item of kept) self.items.push(item);
  return changed;
}

function existing(self: JavaList, index: number): number {
  return index >= 0 && index < self.items.length ? index : outside(`index ${index}`, self);
}

function insertion(self: JavaList, index: number): number {
  return index >= 0 && index <= self.items.length ? index : outside(`index ${index}`, self);
}

function outside(what: string, self: JavaList): never {
  throw new ExpressionError(`java.lang.IndexOutOfBoundsException: ${what} of a list of ${self.items.length}`);
}
