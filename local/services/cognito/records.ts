import type { Collection } from "../../data/storage";

/**
 * Records whose reads see what is being written. Between a look and the write that follows it in the same turn nobody
 * comes, and what was looked at is not older than the last write: of two who want one name, one gets it.
 */
export class Records<V> {
  private readonly unsaved = new Map<string, { readonly value?: V }>();

  constructor(protected readonly kept: Collection<V>) {}

  get(key: string): V | undefined {
    const unsaved = this.unsaved.get(key);
    return unsaved ? unsaved.value : this.saved(key);
  }

  protected saved(key: string): V | undefined {
    return this.kept.get(key);
  }

  /** Resolves once the value survives a `kill -9`. */
  put(key: string, value: V): Promise<void> {
    return this.save(key, { value }, this.kept.put(key, value));
  }

  remove(key: string): Promise<void> {
    return this.save(key, {}, this.kept.remove(key));
  }

  /** Those that are kept, in order of their keys, from `from` on. */
  *entries(from?: string): Iterable<readonly [key: string, value: V]> {
    for (const [key] of this.kept.entries(from)) {
      const value = this.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  /** Those whose keys begin with `prefix`. */
  *below(prefix: string, from = prefix): Iterable<readonly [key: string, value: V]> {
    for (const entry of this.entries(from)) {
      if (!entry[0].startsWith(prefix)) return;
      yield entry;
    }
  }

  protected async save(key: string, change: { readonly value?: V }, saved: Promise<void>): Promise<void> {
    this.unsaved.set(key, change);
    try {
      await saved;
    } finally {
      if (this.unsaved.get(key) === change) this.unsaved.delete(key);
    }
  }
}

/** Records that are few and asked for with each request: what was read stays in memory until it changes. */
export class FewRecords<V> extends Records<V> {
  private readonly read = new Map<string, V>();

  protected override saved(key: string): V | undefined {
    const read = this.read.get(key) ?? super.saved(key);
    if (read !== undefined) this.read.set(key, read);
    return read;
  }

  protected override save(key: string, change: { readonly value?: V }, saved: Promise<void>): Promise<void> {
    this.read.delete(key);
    return super.save(key, change, saved);
  }
}

/** Records that are good until a moment, and gone after it. */
export class PassingRecords<V extends { readonly until: number }> extends Records<V> {
  /** Whence the next look for what is over begins. */
  private hand = "";

  constructor(
    kept: Collection<V>,
    private readonly now: () => number,
  ) {
    super(kept);
  }

  override get(key: string): V | undefined {
    const found = super.get(key);
    return found && found.until > this.now() ? found : undefined;
  }

  /** Each record that comes looks at a few others: what is over goes in time, and no timer has to run for it. */
  override put(key: string, value: V): Promise<void> {
    this.sweep();
    return super.put(key, value);
  }

  private sweep(): void {
    let looks = LOOKS;
    for (const [key] of this.kept.entries(this.hand)) {
      if (looks === 0) {
        this.hand = key;
        return;
      }
      looks -= 1;
      const value = super.get(key);
      if (value && value.until <= this.now()) void this.remove(key);
    }
    this.hand = "";
  }
}

/** More than one: what is over is found faster than new records come. */
const LOOKS = 3;
