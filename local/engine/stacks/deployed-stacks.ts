import { SetupError } from "../../cloud/setup-error";
import type { Collection, Storage } from "../../data/storage";
import { atEndpoint } from "../values/queue-urls";
import { type StackName, stackName } from "./stack-name";
import type { StackOutputs } from "./stack-outputs";

/** A stack as its last deployment left it. */
export interface DeployedStack extends StackName {
  /** Folder of its program. */
  readonly root: string;
  readonly region: string;
  /** The stacks that it reads, as references name them. */
  readonly reads: readonly string[];
  /** Absent until a deployment has come to its end. */
  readonly shown?: StackOutputs;
}

/** The stacks on a folder of data, by `organization/platform/prod`. */
export class DeployedStacks {
  private readonly stacks: Collection<DeployedStack>;

  constructor(
    storage: Storage,
    /** Of this run, `http://127.0.0.1:4566`. */
    private readonly endpoint: string,
  ) {
    this.stacks = storage.collection("engine/stacks");
  }

  all(): DeployedStack[] {
    return [...this.stacks.entries()].map(([, stack]) => stack);
  }

  find(name: string): DeployedStack | undefined {
    return atEndpoint(this.endpoint, this.stacks.get(name));
  }

  save(stack: DeployedStack): Promise<void> {
    return this.stacks.put(stackName(stack), stack);
  }

  forget(stack: StackName): Promise<void> {
    return this.stacks.remove(stackName(stack));
  }

  /** What a stack shows that somebody refers to. @throws SetupError where it was never deployed */
  shown(name: string): StackOutputs {
    const { shown } = this.find(name) ?? {};
    if (shown) return shown;
    const others = this.all().flatMap((stack) => (stack.shown ? [stackName(stack)] : []));
    throw new SetupError(
      `the stack ${name} is not deployed on this data: deploy it first, or both at once with \`npx tiers start <folder of its program> <folder of this one>\` (deployed ${others.length > 0 ? others.join(", ") : "is none"})${here(name, others)}`,
    );
  }
}

/** A program that names the stack of another place outright. */
const here = (name: string, others: readonly string[]): string => {
  const [, project] = name.split("/");
  const near = others.find((other) => other.split("/")[1] === project);
  return near === undefined ? "" : `; a program says \`\${pulumi.getStack()}\` for the stack of its own name`;
};
