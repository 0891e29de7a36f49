import type { Cloud } from "../../../cloud/cloud";
import type { Collection } from "../../../data/storage";
import type { EventPattern } from "../../../languages/event-patterns/compile-event-pattern";
import { notFound } from "../events-error";
import type { Target } from "../targets/target";
import { compilePattern, type RuleRecord } from "./rule";

/** A rule that looks at events. */
export interface Matching {
  readonly rule: RuleRecord;
  readonly pattern: EventPattern;
}

/** All rules of the account, by bus and name. */
export class Rules {
  private readonly rules: Collection<RuleRecord>;
  private readonly matching = new Map<string, readonly Matching[]>();
  private readonly watchers: ((rule: RuleRecord | undefined, key: string) => void)[] = [];

  constructor(private readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.rules = cloud.storage.collection("events.rules");
  }

  arn(bus: string, name: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:events:${region}:${account}:rule/${bus === "default" ? "" : `${bus}/`}${name}`;
  }

  now(): number {
    return this.cloud.clock.now();
  }

  find(bus: string, name: string): RuleRecord | undefined {
    return this.rules.get(keyOf(bus, name));
  }

  require(bus: string, name: string): RuleRecord {
    const rule = this.find(bus, name);
    if (!rule) throw notFound(`Rule ${name} does not exist on EventBus ${bus}.`);
    return rule;
  }

  all(): readonly RuleRecord[] {
    return [...this.rules.entries()].map(([, rule]) => rule);
  }

  ofBus(bus: string): readonly RuleRecord[] {
    return this.all().filter((rule) => rule.bus === bus);
  }

  async put(rule: RuleRecord): Promise<void> {
    await this.rules.put(keyOf(rule.bus, rule.name), rule);
    this.changed(rule.bus, rule.name);
  }

  /** Other targets, of those that are there by then: several may come at once. */
  async retarget({ bus, name }: RuleRecord, change: (targets: RuleRecord["targets"]) => Target[]): Promise<void> {
    await this.rules.update(keyOf(bus, name), (rule) => ({ ...rule, targets: change(rule.targets) }));
    this.changed(bus, name);
  }

  async remove(bus: string, name: string): Promise<void> {
    await this.rules.remove(keyOf(bus, name));
    this.changed(bus, name);
  }

  private changed(bus: string, name: string): void {
    this.matching.delete(bus);
    for (const watch of this.watchers) watch(this.find(bus, name), keyOf(bus, name));
  }

  /** Told of each rule that changes, and of those that go. */
  watch(watcher: (rule: RuleRecord | undefined, key: string) => void): void {
    this.watchers.push(watcher);
  }

  /** The rules of a bus that are enabled and have a pattern. */
  matchingOf(bus: string): readonly Matching[] {
    const known = this.matching.get(bus);
    if (known) return known;
    const found = this.ofBus(bus).flatMap((rule) =>
      rule.state === "DISABLED" || rule.pattern === undefined ? [] : [{ rule, pattern: compilePattern(rule.pattern) }],
    );
    this.matching.set(bus, found);
    return found;
  }
}

export const keyOf = (bus: string, name: string): string => `${bus}|${name}`;
