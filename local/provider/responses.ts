import * as pb from "@pulumi/pulumi/proto/provider_pb";
import type { Violation } from "../aws-types/rule";
import type { Properties } from "../engine/resources/resource-type";
import { nameOf } from "../engine/resources/urn";
import type { Subject } from "./aws-resources";
import type { Change, Changes } from "./changes";
import type { Naming } from "./naming";
import { struct } from "./properties";

const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
const { Kind } = pb.PropertyDiff;
const { Mode } = pb.CheckRequest.AutonamingOptions;

interface Named {
  getUrn(): string;
  getName(): string;
  getType(): string;
}

/** Older engines tell type and name in the URN alone. */
export const subjectOf = (request: Named): Subject => {
  const urn = request.getUrn();
  const type = request.getType() || (urn.split("::")[2]?.split("$").at(-1) ?? "");
  return { urn, type, name: request.getName() || nameOf(urn) };
};

const MODES = { [Mode.PROPOSE]: "propose", [Mode.ENFORCE]: "enforce", [Mode.DISABLE]: "disable" } as const;

export const namingOf = (request: pb.CheckRequest): Naming => {
  const { type, name } = subjectOf(request);
  const wanted = request.getAutonaming();
  const proposed = wanted && { name: wanted.getProposedName(), mode: MODES[wanted.getMode()] };
  return { type, name, seed: request.getRandomseed_asU8(), proposed };
};

export const checkResponse = (inputs: Properties, failures: readonly Violation[]): pb.CheckResponse =>
  new pb.CheckResponse()
    .setInputs(struct(inputs))
    .setFailuresList(
      failures.map(({ property, reason }) => new pb.CheckFailure().setProperty(property).setReason(reason)),
    );

const KINDS = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

const topLevel = ({ path }: Change): string => /^\w+/.exec(path)?.[0] ?? path;

/** `lost`: there is something to do although no property changed. */
export const diffResponse = ({ changes, deleteBeforeReplace, lost }: Changes & { lost: boolean }): pb.DiffResponse => {
  const response = new pb.DiffResponse()
    .setChanges(changes.length > 0 || lost ? DIFF_SOME : DIFF_NONE)
    .setDiffsList([...new Set(changes.map(topLevel))])
    .setReplacesList([...new Set(changes.filter(({ replaces }) => replaces).map(topLevel))])
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(changes.length > 0);
  for (const { path, kind, replaces } of changes) {
    const [inPlace, replacing] = KINDS[kind];
    const diff = new pb.PropertyDiff().setKind(replaces ? replacing : inPlace).setInputdiff(true);
    response.getDetaileddiffMap().set(path, diff);
  }
  return response;
};
