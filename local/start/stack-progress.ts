import type { DeploymentEvent } from "../engine/deployment/deployment";
import { projectOf } from "../engine/resources/urn";
import { Progress } from "../terminal/progress";

/** Tells what the deployments of several stacks do, each behind the name of its project. */
export class StackProgress {
  private readonly stacks = new Map<string, Progress>();

  constructor(
    private readonly print: (line: string) => void,
    private readonly several: boolean,
  ) {}

  readonly onEvent = (event: DeploymentEvent): void => {
    const project = projectOf(event.urn);
    const progress = this.stacks.get(project) ?? new Progress((line) => this.print(this.behind(project, line)));
    this.stacks.set(project, progress);
    progress.onEvent(event);
  };

  summary(): string[] {
    return [...this.stacks].flatMap(([project, progress]) =>
      progress.summary().map((line) => this.behind(project, line)),
    );
  }

  private behind(project: string, line: string): string {
    return this.several ? `${project}: ${line}` : line;
  }
}
