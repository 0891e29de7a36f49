import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Call, Json } from "./provider-client";

/** One call that Pulumi's engine made, and the answer. Texts hold `${variables}` for what differs from run to run. */
export interface RecordedCall {
  readonly phase: string;
  readonly call: Call;
  readonly request: Json;
  readonly response: Json;
}

export const recording = (name: string): RecordedCall[] =>
  readFileSync(join(__dirname, "recorded", `${name}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedCall);

/** What the variables of a recording stand for in this run. A variable is bound by the first answer that holds it. */
export class Variables {
  private readonly values: Map<string, string>;

  constructor(known: Readonly<Record<string, string>>) {
    this.values = new Map(Object.entries(known));
  }

  /** `value` with the variables of this run. */
  filled<T>(value: T): T {
    return JSON.parse(JSON.stringify(value), (_, text: unknown) =>
      typeof text === "string"
        ? text.replace(/\$\{(\w+)\}/g, (whole, name: string) => this.values.get(name) ?? whole)
        : text,
    ) as T;
  }

  /** Fails when `actual` is not what was recorded. */
  expect(actual: Json, recorded: Json, what: string): void {
    this.bind(actual, recorded);
    assert.deepEqual(actual, this.filled(recorded), what);
  }

  private bind(actual: unknown, recorded: unknown): void {
    if (typeof recorded === "string" && typeof actual === "string") {
      const pattern = this.filled(recorded).replace(/[.*+?^()|[\]\\]/g, "\\$&");
      const names = [...pattern.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name);
      const found = new RegExp(`^${pattern.replace(/\$\{\w+\}/g, "(.+)")}$`).exec(actual);
      names.forEach((name, index) => void (found?.[index + 1] && this.values.set(name, found[index + 1] ?? "")));
    } else if (typeof recorded === "object" && recorded !== null && typeof actual === "object" && actual !== null) {
      for (const [key, inner] of Object.entries(recorded)) this.bind((actual as Json)[key], inner);
    }
  }
}
