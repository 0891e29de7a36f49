/** Lets so many at a time do something for each key; the others wait for their turn, in their order. */
export class Turns {
  private readonly lines = new Map<string, { busy: number; readonly waiting: (() => void)[] }>();

  constructor(private readonly atATime: number) {}

  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const line = this.lines.get(key) ?? { busy: 0, waiting: [] };
    this.lines.set(key, line);
    if (line.busy < this.atATime) line.busy += 1;
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else if (--line.busy === 0) this.lines.delete(key);
    }
  }
}
