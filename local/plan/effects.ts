import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties } from "serverless-tiers/policies";
import { replacing } from "../aws-types/aws-types";
import { attributeEffects } from "./attribute-effects";
import type { PlannedResource } from "./planned-stack";
import { enumerated } from "./wording";

/** What an update does beyond changing values: what it makes anew, what it has to be asked twice for. */
export const effectsOf = (before: PlannedResource, after: PlannedResource): string[] => {
  if (!after.custom) return [];
  const replaced = [...replacing(after.type)].filter(
    (input) => !after.ignored.includes(input) && !isDeepStrictEqual(before.inputs[input], after.inputs[input]),
  );
  if (replaced.length > 0) return [replacement(before, after, replaced)];
  return IN_PLACE[after.type]?.(before.inputs, after.inputs) ?? [];
};

/** Of changes that replace nothing, by type. */
const IN_PLACE: Readonly<Record<string, (before: Properties, after: Properties) => string[]>> = {
  "aws:dynamodb/table:Table": (before, after) => indexEffects(before, after),
  "aws:cognito/userPool:UserPool": attributeEffects,
};

const replacement = (before: PlannedResource, after: PlannedResource, inputs: readonly string[]): string => {
  const why = `another ${enumerated(inputs)}`;
  return before.protect || after.protect
    ? `is refused: ${why} would replace it, and it is protected; end its protection in an update before`
    : `is replaced: ${why} ${inputs.length === 1 ? "makes" : "make"} a new one, without what is in the old one`;
};

const INDEXES = "globalSecondaryIndexes";

/** Only what an index has, not how fast it is, takes a new one. */
const contentOf = ({ hashKey, rangeKey, keySchemas, projectionType, nonKeyAttributes }: Properties) => ({
  key: [hashKey, rangeKey, keySchemas],
  projection: [projectionType, nonKeyAttributes],
});

const indexEffects = (before: Properties, after: Properties): string[] => {
  const old = indexesOf(before);
  const now = indexesOf(after);
  const gone = [...old.keys()].filter((name) => !now.has(name));
  const added = [...now.keys()].filter((name) => !old.has(name));
  const rebuilt = [...now].flatMap(([name, index]) => {
    const earlier = old.get(name);
    if (earlier === undefined) return [];
    const changed = (["key", "projection"] as const).filter(
      (part) => !isDeepStrictEqual(contentOf(earlier)[part], contentOf(index)[part]),
    );
    return changed.length === 0
      ? []
      : [`deletes index ${name} and builds it anew for another ${enumerated(changed)}; till then queries of it fail`];
  });
  const effects = [
    ...gone.map((name) => `deletes index ${name}`),
    ...rebuilt,
    ...added.map((name) => `builds index ${name}; till then queries of it fail`),
  ];
  const last = effects.length > 1 ? ["does so one after another: indexes of a table change one at a time"] : [];
  return [...effects, ...last];
};

const indexesOf = (inputs: Properties): Map<string, Properties> => {
  const list = inputs[INDEXES];
  return new Map((Array.isArray(list) ? list : []).filter(isObject).map((index) => [String(index.name), index]));
};
