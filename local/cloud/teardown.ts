import { SILENT, type Steps } from "../terminal/steps";
import type { Log } from "./log";

/** What has to be ended, last begun first. */
export class Teardown {
  private readonly steps: { readonly name: string; readonly end: () => void | Promise<void> }[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly log: Log,
    private readonly progress: Steps = SILENT,
  ) {}

  add(name: string, end: () => void | Promise<void>): void {
    this.steps.push({ name, end });
  }

  /** Ends everything; a step that fails is reported and does not keep the others from ending. Later calls wait for the first. */
  run(): Promise<void> {
    this.running ??= this.all();
    return this.running;
  }

  private async all(): Promise<void> {
    for (const { name, end } of this.steps.splice(0).reverse()) {
      try {
        await this.progress.during(`ending ${name}`, end);
      } catch (error) {
        this.log.warn(name, `did not end as it should: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
}
