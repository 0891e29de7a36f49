import type { StatesParts } from "./operations/states-operation";
import type { MachineAlias, MachineVersion, StateMachine, StatesTables } from "./store";

/** Publishes what a machine runs now; where that has been published already, answers that version. */
// fidelity: docs: PublishStateMachineVersion: idempotent by revision
export const publish = async (
  { machines, versions, clock }: Pick<StatesParts, "machines" | "versions" | "clock">,
  machine: StateMachine,
  description: string | undefined,
): Promise<MachineVersion> => {
  const { definition, roleArn, revisionId, loggingConfiguration, tracingConfiguration, encryptionConfiguration } =
    machine;
  const last = versions.get(`${machine.arn}:${machine.lastVersion ?? 0}`);
  if (last && last.revisionId === revisionId) return last;
  const number = (machine.lastVersion ?? 0) + 1;
  const version: MachineVersion = {
    arn: `${machine.arn}:${number}`,
    machineArn: machine.arn,
    creationDate: clock.now() / 1000,
    definition,
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(revisionId === undefined ? {} : { revisionId }),
    ...(loggingConfiguration === undefined ? {} : { loggingConfiguration }),
    ...(tracingConfiguration === undefined ? {} : { tracingConfiguration }),
    ...(encryptionConfiguration === undefined ? {} : { encryptionConfiguration }),
    ...(description === undefined ? {} : { description }),
  };
  await versions.put(version.arn, version);
  await machines.put(machine.arn, { ...machine, lastVersion: number });
  return version;
};

/** The versions of a machine, the latest first. */
export const versionsOf = ({ versions }: Pick<StatesTables, "versions">, machineArn: string): MachineVersion[] =>
  [...versions.entries()]
    .map(([, version]) => version)
    .filter((version) => version.machineArn === machineArn)
    .sort((a, b) => Number(b.arn.split(":").pop()) - Number(a.arn.split(":").pop()));

/** Removes a machine with its versions and aliases. */
export const removeMachine = async (
  tables: Pick<StatesTables, "machines" | "versions" | "aliases">,
  arn: string,
): Promise<void> => {
  for (const version of versionsOf(tables, arn)) await tables.versions.remove(version.arn);
  for (const alias of aliasesOf(tables, arn)) await tables.aliases.remove(alias.arn);
  await tables.machines.remove(arn);
};

export const aliasesOf = ({ aliases }: Pick<StatesTables, "aliases">, machineArn: string): MachineAlias[] =>
  [...aliases.entries()].map(([, alias]) => alias).filter((alias) => alias.machineArn === machineArn);
