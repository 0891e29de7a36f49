import type { Log } from "../cloud/log";
import { ProgramProcess } from "../engine/program/program-process";
import type { StackProject } from "../engine/program/project";
import type { Lifecycle } from "../lifecycle/lifecycle";
import type { Steps } from "../terminal/steps";

interface Around {
  readonly lifecycle: Pick<Lifecycle, "spawn">;
  readonly log: Pick<Log, "output">;
  readonly steps: Steps;
}

/** The processes of programs. The first begins at once, and each of the others while the one before it is deployed. */
export class Programs {
  private readonly begun = new Map<StackProject, ProgramProcess>();

  constructor(
    private readonly projects: readonly StackProject[],
    private readonly around: Around,
  ) {
    for (const first of projects.slice(0, 1)) this.begin(first);
  }

  /** Once the files of the first program are through. Rejects when one fails: its configuration is wrong, say. */
  async loaded(): Promise<void> {
    for (const program of this.begun.values()) await program.loaded();
  }

  /** The process of a program whose turn it is. */
  of(project: StackProject): ProgramProcess {
    const program = this.begin(project);
    const next = this.projects.find((other) => !this.begun.has(other));
    if (next) this.begin(next);
    return program;
  }

  private begin(project: StackProject): ProgramProcess {
    const { lifecycle, log, steps } = this.around;
    const only = this.projects.length === 1;
    const program =
      this.begun.get(project) ??
      new ProgramProcess(
        lifecycle,
        { ...project, preview: false },
        (line) => log.output(only ? "program" : project.project, line),
        () => steps.begin(only ? "running the program" : `running the program of ${project.project}`),
      );
    this.begun.set(project, program);
    return program;
  }

  kill(): void {
    for (const program of this.begun.values()) program.kill();
  }
}
