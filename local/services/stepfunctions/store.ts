import type { Collection, Storage } from "../../data/storage";
import type { HistoryEvent } from "./language/history";
import type { MapRunEnd, MapRunFacts } from "./language/run";
import type { Callback } from "./tasks/callbacks";

/** What a machine runs: of a revision, a version, or of an execution that began with it. */
export interface Revision {
  readonly definition: string;
  /** Machines of older versions of the local cloud have none. */
  readonly roleArn?: string;
  readonly revisionId?: string;
  readonly loggingConfiguration?: object;
  readonly tracingConfiguration?: object;
  readonly encryptionConfiguration?: object;
}

export interface StateMachine extends Revision {
  readonly arn: string;
  readonly name: string;
  readonly type: "STANDARD" | "EXPRESS";
  /** Seconds since the epoch. */
  readonly creationDate?: number;
  readonly updateDate?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** The number of the last version that was published. */
  readonly lastVersion?: number;
}

export interface MachineVersion extends Revision {
  /** The machine's, and its number. */
  readonly arn: string;
  readonly machineArn: string;
  readonly creationDate: number;
  readonly description?: string;
}

export interface Route {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

export interface MachineAlias {
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly description?: string;
  readonly routingConfiguration: readonly Route[];
  readonly creationDate: number;
  readonly updateDate: number;
}

export interface Activity {
  readonly arn: string;
  readonly name: string;
  readonly creationDate: number;
  readonly tags?: Readonly<Record<string, string>>;
}

/** How an execution has ended. */
export interface ExecutionEnd {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

export interface Execution extends Omit<ExecutionEnd, "status"> {
  readonly status: "RUNNING" | ExecutionEnd["status"];
  readonly stopDate?: number;
  readonly arn: string;
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly name: string;
  readonly input: string;
  /** Seconds since the epoch. */
  readonly startDate: number;
  /** Of what it runs, in `revisions`; executions of older versions of the local cloud have none. */
  readonly revision?: string;
  readonly redriveCount?: number;
  readonly redriveDate?: number;
  /** Of a child of a distributed Map. */
  readonly mapRunArn?: string;
}

export interface MapRun extends MapRunFacts {
  readonly arn: string;
  readonly executionArn: string;
  readonly status: "RUNNING" | MapRunEnd["status"];
  readonly startDate: number;
  readonly stopDate?: number;
  readonly succeeded?: number;
  readonly failed?: number;
}

export interface StatesTables {
  readonly machines: Collection<StateMachine>;
  readonly versions: Collection<MachineVersion>;
  readonly aliases: Collection<MachineAlias>;
  readonly activities: Collection<Activity>;
  /** By ARN. */
  readonly executions: Collection<Execution>;
  /** What executions run, by its digest. */
  readonly revisions: Collection<Revision>;
  /** By the ARN of the execution and the number of the event. */
  readonly events: Collection<HistoryEvent>;
  readonly mapRuns: Collection<MapRun>;
  /** By token. */
  readonly callbacks: Collection<Callback>;
}

export const statesTables = (storage: Storage): StatesTables => ({
  machines: storage.collection("states.machines"),
  versions: storage.collection("states.versions"),
  aliases: storage.collection("states.aliases"),
  activities: storage.collection("states.activities"),
  executions: storage.collection("states.executions"),
  revisions: storage.collection("states.revisions"),
  events: storage.collection("states.events"),
  mapRuns: storage.collection("states.map-runs"),
  callbacks: storage.collection("states.callbacks"),
});

const eventKey = (executionArn: string, id: number): string => `${executionArn}|${String(id).padStart(6, "0")}`;

export const keepEvent = ({ events }: StatesTables, executionArn: string, event: HistoryEvent): Promise<void> =>
  events.put(eventKey(executionArn, event.id), event);

/** The events of an execution in their order, from a number on. */
export function* eventsOf({ events }: StatesTables, executionArn: string, from = 0): Generator<HistoryEvent> {
  for (const [key, event] of events.entries(eventKey(executionArn, from))) {
    if (!key.startsWith(`${executionArn}|`)) return;
    yield event;
  }
}

export const forgetExecution = async (tables: StatesTables, arn: string): Promise<void> => {
  for (const { id } of [...eventsOf(tables, arn)]) await tables.events.remove(eventKey(arn, id));
  await tables.executions.remove(arn);
};
