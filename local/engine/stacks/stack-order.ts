import { SetupError } from "../../cloud/setup-error";

/**
 * Makes each of several stacks once, and those first that another one reads. Stacks are named as references name them.
 */
export class StackOrder<Made> {
  private readonly begun = new Map<string, Promise<Made>>();
  private readonly reads = new Map<string, Set<string>>();

  /** @param make Called once for each stack; what it reads it asks for by `read`. */
  constructor(private readonly make: (name: string, read: (needed: string) => Promise<Made>) => Promise<Made>) {}

  made(name: string): Promise<Made> {
    const begun =
      this.begun.get(name) ??
      this.make(name, (needed) => {
        this.note(name, needed);
        return this.made(needed);
      });
    this.begun.set(name, begun);
    return begun;
  }

  /** Notes that `reader` reads `needed`. @throws SetupError where that one needs `reader` itself */
  note(reader: string, needed: string): void {
    const way = this.way(needed, reader);
    if (way) {
      throw new SetupError(
        way.length === 1
          ? `${reader} reads its own outputs, which are there once it is deployed: use the value itself`
          : `${[reader, ...way].join(" reads ")}: neither can be deployed first; take one of these references away (what both need belongs to a stack that both read)`,
      );
    }
    this.reads.set(reader, (this.reads.get(reader) ?? new Set()).add(needed));
  }

  /** What a stack has read so far, sorted. */
  readBy(name: string): readonly string[] {
    return [...(this.reads.get(name) ?? [])].sort();
  }

  /** The stacks from one to another, each of which reads the next. */
  private way(from: string, to: string, passed: ReadonlySet<string> = new Set()): readonly string[] | undefined {
    if (from === to) return [from];
    if (passed.has(from)) return undefined;
    for (const next of this.readBy(from)) {
      const rest = this.way(next, to, new Set([...passed, from]));
      if (rest) return [from, ...rest];
    }
    return undefined;
  }
}
