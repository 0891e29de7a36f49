// Patterns and events at random against event-ruler, AWS's own matcher, outside of CI. It needs a JDK and, in one folder,
// the jars of software.amazon.event.ruler:event-ruler, jackson-core, -databind, -annotations and fastdoubleparser:
//   javac -cp 'jars/*' -d jars bench/event-patterns/Oracle.java
//   npx tsx bench/event-patterns/differ.ts jars 60000 7 old     (old: 1.7.0, which lacks some operators of today's AWS)
import { execFileSync } from "node:child_process";
import { compileEventPattern } from "../../local/languages/event-patterns/compile-event-pattern";
import { PatternError } from "../../local/languages/event-patterns/pattern-error";

const [, , cp = "", countText = "20000", seedText = "1", old = "old"] = process.argv;
let state = Number(seedText);
const rnd = (n: number) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const pick = <T>(xs: readonly T[]): T => xs[rnd(xs.length)] as T;
const KEYS = ["a", "b", "c", "a.b", "b.c", "d"];
const TEXTS = [
  "",
  "x",
  "xy",
  "X",
  "abc",
  "ABC",
  "aBc",
  "*",
  "\\",
  "a*c",
  "10.0.0.1",
  "10.0.0.9",
  "10.0.0.255",
  "::1",
  "0:0:0:0:0:0:0:1",
  "2001:db8::f",
  "1",
  "7",
  "true",
  "null",
  "ß",
  "é",
  "É",
  "İ",
  "x.y",
];
const NUMBERS = ["0", "1", "-1", "7", "7.0", "7.5", "70e-1", "100", "1e2", "-0.5", "4999999999", "0.1", "300.000001"];
const words = ["null", "true", "false"];
const scalar = (): string => {
  const k = rnd(10);
  return k < 6 ? JSON.stringify(pick(TEXTS)) : k < 9 ? pick(NUMBERS) : pick(words);
};
const event = (depth: number): string => {
  const n = rnd(4) + (depth === 0 ? 1 : 0);
  const keys = new Set(Array.from({ length: n }, () => pick(KEYS)));
  return `{${[...keys].map((key) => `${JSON.stringify(key)}:${value(depth + 1)}`).join(",")}}`;
};
const value = (depth: number): string => {
  const k = rnd(10);
  if (depth < 4 && k < 3) return event(depth);
  if (depth < 4 && k < 6) return `[${Array.from({ length: rnd(4) }, () => value(depth + 1)).join(",")}]`;
  return scalar();
};
const listOr = (one: () => string): string =>
  rnd(2) ? one() : `[${Array.from({ length: rnd(3) + (rnd(8) ? 1 : 0) }, one).join(",")}]`;
const odd = (good: () => string): string =>
  rnd(60) === 0 ? pick([scalar, () => "[]", () => "{}", () => `["x"]`, () => `{"prefix":"x"}`])() : good();
const text = () => JSON.stringify(pick(TEXTS));
const wild = () => JSON.stringify(pick(["*", "a*", "*c", "a*c", "x", "\\*", "a\\\\*", "**", "\\x", "10.*", "*1*"]));
const num = () => odd(() => pick(NUMBERS));
const operator = (): string => {
  const made = pick<() => [string, string]>([
    () => ["prefix", odd(text)],
    () => ["suffix", odd(text)],
    () => ["equals-ignore-case", odd(text)],
    () => ["wildcard", odd(wild)],
    () => ["prefix", `{"equals-ignore-case":${odd(text)}}`],
    () => ["suffix", `{"equals-ignore-case":${odd(text)}}`],
    () => ["exists", odd(() => pick(["true", "false"]))],
    () => [
      "cidr",
      odd(() =>
        JSON.stringify(
          pick([
            "10.0.0.0/24",
            "10.0.0.1/31",
            "::/120",
            "2001:db8::/64",
            "10.0.0.0/33",
            "x/8",
            "10.0.0.0",
            "10.0.0/8",
            "1.2.3.999/8",
            "10.0.0.0/-1",
            "10.0.0.0/x",
            "/8",
            "a/b/c",
          ]),
        ),
      ),
    ],
    () => [
      "numeric",
      odd(() =>
        pick([
          () => `["=",${num()}]`,
          () => `["${pick(["<", "<=", ">", ">=", "!"])}",${num()}]`,
          () => `["${pick([">", ">="])}",${num()},"${pick(["<", "<=", ">"])}",${num()}]`,
          () => `[">",1,"<",5,"<",7]`,
          () => `["<"]`,
          () => `["<",5,">",1]`,
          () => `[1,"<"]`,
        ])(),
      ),
    ],
    () => ["anything-but", odd(() => listOr(scalar))],
    () => ["anything-but", odd(() => listOr(text))],
    () => ["anything-but", odd(() => listOr(() => pick(NUMBERS)))],
    () => {
      const op = pick(["prefix", "suffix", "equals-ignore-case", ...(old === "old" ? [] : ["wildcard"]), "nope"]);
      return [
        "anything-but",
        `{"${op}":${old === "old" && op !== "equals-ignore-case" ? text() : odd(() => listOr(text))}}`,
      ];
    },
    () => ["exactly", odd(text)],
    () => ["prefix", text()],
  ])();
  const extra = rnd(40) === 0 ? `,"prefix":"x"` : "";
  return `{${JSON.stringify(made[0])}:${made[1]}${extra}}`;
};
const field = (): string =>
  `[${Array.from({ length: rnd(30) === 0 ? 0 : 1 + rnd(3) }, () => (rnd(2) ? operator() : odd(scalar))).join(",")}]`;
const pattern = (depth: number): string => {
  const n = rnd(3) + (rnd(30) === 0 ? 0 : 1);
  const entries = Array.from({ length: n }, () => {
    const k = rnd(12);
    if (k === 0 && depth < 3)
      return `"$or":[${Array.from({ length: 1 + rnd(3) + (rnd(8) ? 1 : 0) }, () => pattern(depth + 1)).join(",")}]`;
    if (k < 5 && depth < 3) return `${JSON.stringify(pick(KEYS))}:${pattern(depth + 1)}`;
    return `${JSON.stringify(pick(KEYS))}:${rnd(60) === 0 ? scalar() : field()}`;
  });
  return `{${entries.join(",")}}`;
};
const lines = Array.from({ length: Number(countText) }, () => [pattern(0), event(0)] as const);
const answers = execFileSync("java", ["-cp", `${cp}:${cp}/*`, "Oracle"], {
  input: lines.map((l) => l.join("\t")).join("\n"),
  maxBuffer: 1 << 28,
  encoding: "utf8",
}).split("\n");
let differing = 0,
  refused = 0,
  matched = 0;
for (const [index, [p, e]] of lines.entries()) {
  let mine: string;
  try {
    mine = String(compileEventPattern(p).fits(JSON.parse(e)));
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    mine = `!${error.message}`;
  }
  const theirs = answers[index] ?? "";
  if (theirs.startsWith("!")) refused++;
  else if (theirs === "true") matched++;
  if (
    mine !== theirs &&
    !theirs.startsWith("!Cannot invoke") &&
    !(
      old === "old" &&
      theirs === "!Only one key allowed in match expression" &&
      mine === "!Too many elements in numeric expression"
    ) &&
    differing++ < 25
  )
    console.log(`${p}\n  ${e}\n  ruler ${theirs}\n  ours  ${mine}`);
}
console.log(`${lines.length} pairs, ${matched} match, ${refused} refused, ${differing} differ`);
