import type { DeploymentEvent } from "../engine/deployment/deployment";

/** With more changes than this, they are counted instead of listed. */
const LISTED = 12;
const SLOW_MS = 500;

/** Tells what a deployment does: at once what takes long, the rest in a summary. */
export class Progress {
  private readonly events: DeploymentEvent[] = [];

  constructor(private readonly print: (line: string) => void) {}

  readonly onEvent = (event: DeploymentEvent): void => {
    this.events.push(event);
    if (event.kind !== "same" && event.ms >= SLOW_MS) this.print(line(event));
  };

  summary(): string[] {
    const changes = this.events.filter(({ kind }) => kind !== "same");
    const same = this.events.length - changes.length;
    if (changes.length === 0) return [`nothing to change in ${same} resources`];
    const counts = KINDS.map(([kind, word]) => [changes.filter((event) => event.kind === kind).length, word] as const);
    const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
    const total = [...told, ...(same > 0 ? [`${same} unchanged`] : [])].join(", ");
    const listed = changes.length > LISTED ? [] : changes.filter(({ ms }) => ms < SLOW_MS).map(line);
    return [...listed, total, ...this.recordedOnly()];
  }

  /** Resources of AWS alone: what Pulumi itself makes (components, providers) has nothing to run. */
  private recordedOnly(): string[] {
    const recorded = this.events.filter((event) => event.recordedOnly && event.type.startsWith("aws:"));
    const types = new Set(recorded.map(({ type }) => short(type)));
    return types.size === 0 ? [] : [`recorded only, not emulated: ${[...types].sort().join(", ")}`];
  }
}

const KINDS = [
  ["create", "created"],
  ["update", "updated"],
  ["replace", "replaced"],
  ["delete", "deleted"],
] as const;

const WORDS: Readonly<Record<string, string>> = Object.fromEntries(KINDS);

const line = ({ kind, type, name, ms }: DeploymentEvent): string =>
  `${WORDS[kind] ?? kind} ${resourceText({ type, name })}${ms >= 1 ? ` (${seconds(ms)})` : ""}`;

/** A resource as progress names it: `sqs Queue orders`. */
export const resourceText = ({ type, name }: Pick<DeploymentEvent, "type" | "name">): string =>
  `${short(type)} ${name}`;

/** `aws:sqs/queue:Queue` -> `sqs Queue`. */
const short = (type: string): string => {
  const [, module = "", kind = ""] = type.split(":");
  return `${module.split("/")[0]} ${kind}`;
};

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 100 ? 3 : 1)} s`;
