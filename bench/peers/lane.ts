import { load } from "../load";
import type { Window } from "../measure";
import { median } from "../report";
import { check, requestOf } from "./check";
import type { RunningPeer, Work } from "./peer";

/** One work of one gateway: what its rounds measured, or why there is nothing to measure. */
export class Lane {
  private readonly rounds: Window[] = [];

  private constructor(
    readonly gateway: string,
    private readonly work: Work,
    private readonly running: RunningPeer | undefined,
    private problem: string | undefined,
  ) {}

  static of(gateway: string, work: Work, running: RunningPeer): Lane {
    return new Lane(gateway, work, running, undefined);
  }

  static closed(gateway: string, work: Work, problem: string): Lane {
    return new Lane(gateway, work, undefined, problem);
  }

  /** Makes sure that the answers are right and the code is hot. */
  warmUp = (seconds: number): Promise<void> =>
    this.attempt(async (running) => {
      await check(running, this.work);
      await load({ ...requestOf(running, this.work), seconds });
    });

  round = (seconds: number): Promise<void> =>
    this.attempt(async (running) => {
      this.rounds.push(await load({ ...requestOf(running, this.work), seconds }));
    });

  result(): Window | { readonly problem: string } {
    if (this.problem !== undefined) return { problem: this.problem };
    return {
      requestsPerSecond: median(this.rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
      p99: median(this.rounds.map(({ p99 }) => p99)),
    };
  }

  private async attempt(step: (running: RunningPeer) => Promise<void>): Promise<void> {
    if (this.running === undefined || this.problem !== undefined) return;
    try {
      await step(this.running);
    } catch (error) {
      this.problem = reason(error);
    }
  }
}

export const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
