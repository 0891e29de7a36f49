import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties } from "serverless-tiers/policies";

/** Those that every pool has, which may be told apart from it only while it is made. */
const STANDARD: ReadonlySet<string> = new Set(
  "address birthdate email family_name gender given_name locale middle_name name nickname phone_number picture preferred_username profile updated_at website zoneinfo".split(
    " ",
  ),
);

/**
 * What becomes of the attributes of a pool's users. Cognito adds some of one's own and takes nothing back, which its
 * provider only tells in the middle of an update.
 */
export const attributeEffects = (before: Properties, after: Properties): string[] => {
  const old = attributesOf(before);
  const now = attributesOf(after);
  const kept = [...old].flatMap(([name, attribute]) =>
    isDeepStrictEqual(attribute, now.get(name))
      ? []
      : [
          `is refused: attribute ${name} ${now.has(name) ? "changes" : "goes"}, and Cognito changes and removes none; leave it as it was${now.has(name) ? " and add one of another name" : ""}`,
        ],
  );
  const late = [...now.keys()]
    .filter((name) => !old.has(name) && STANDARD.has(name))
    .map(
      (name) =>
        `is refused: what is asked of attribute ${name} can only be said while the pool is made; add one of your own in its place`,
    );
  return [...kept, ...late];
};

const attributesOf = ({ schemas }: Properties): Map<string, Properties> =>
  new Map((Array.isArray(schemas) ? schemas : []).filter(isObject).map((one) => [String(one.name), one]));
