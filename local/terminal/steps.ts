import { seconds } from "./progress";

const SLOW_MS = 1000;

/** Says what is waited for once that takes over a second, and afterwards how long it took. */
export class Steps {
  constructor(private readonly print: (line: string) => void) {}

  /** Until the returned function is called, which says nothing. */
  wait(doing: string): () => void {
    const timer = setTimeout(() => this.print(`${doing} …`), SLOW_MS).unref();
    return () => clearTimeout(timer);
  }

  /** Until the returned function is called, which says how long it took. */
  begin(doing: string): () => void {
    const began = performance.now();
    const end = this.wait(doing);
    return () => {
      end();
      const ms = performance.now() - began;
      if (ms >= SLOW_MS) this.print(`${doing} took ${seconds(ms)}`);
    };
  }

  async during<T>(doing: string, work: () => T | Promise<T>): Promise<T> {
    const end = this.begin(doing);
    try {
      return await work();
    } finally {
      end();
    }
  }
}

/** Of who asks for no progress. */
export const SILENT = new Steps(() => {});
