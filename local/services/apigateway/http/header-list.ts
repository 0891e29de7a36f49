/** Header lines in their order, names as written. Look-ups ignore case. */
export class HeaderList {
  private lines: [name: string, value: string][];

  constructor(lines: Iterable<readonly [string, string]> = []) {
    this.lines = [...lines].map(([name, value]) => [name, value]);
  }

  /** The last value of the name. */
  get(name: string): string | undefined {
    const lower = name.toLowerCase();
    // Lengths first: looking up is much of what a request costs.
    return this.lines.findLast(([own]) => own.length === lower.length && own.toLowerCase() === lower)?.[1];
  }

  getAll(name: string): string[] {
    const lower = name.toLowerCase();
    return this.lines.filter(([own]) => own.toLowerCase() === lower).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  add(name: string, value: string): void {
    this.lines.push([name, value]);
  }

  /** Replaces every line of the name. */
  set(name: string, value: string): void {
    this.remove(name);
    this.add(name, value);
  }

  setDefault(name: string, value: string): void {
    if (!this.has(name)) this.add(name, value);
  }

  remove(name: string): void {
    const lower = name.toLowerCase();
    this.lines = this.lines.filter(([own]) => own.toLowerCase() !== lower);
  }

  removeAll(names: ReadonlySet<string>): void {
    this.lines = this.lines.filter(([own]) => !names.has(own.toLowerCase()));
  }

  /** Gives the lines of some names, in lower case, another name. */
  rename(names: ReadonlyMap<string, string>): void {
    for (const line of this.lines) line[0] = names.get(line[0].toLowerCase()) ?? line[0];
  }

  entries(): readonly (readonly [string, string])[] {
    return this.lines;
  }

  copy(): HeaderList {
    return new HeaderList(this.lines);
  }

  /** The last value of each name. */
  single(): Record<string, string> {
    return Object.fromEntries(this.lines);
  }

  /** All values of each name. */
  multiple(): Record<string, string[]> {
    const all = new Map<string, string[]>();
    for (const [name, value] of this.lines) {
      const values = all.get(name);
      if (values) values.push(value);
      else all.set(name, [value]);
    }
    return Object.fromEntries(all);
  }
}
