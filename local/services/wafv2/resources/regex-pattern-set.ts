import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { readPatterns } from "../rules/match-pattern";
import { listOf, textOf } from "../rules/shapes";
import type { WebAcls } from "../web-acls";
import { textSetType } from "./text-set";

/** `aws.wafv2.RegexPatternSet`. */
export const regexPatternSetType = (webAcls: WebAcls): ResourceType =>
  textSetType({
    type: "aws:wafv2/regexPatternSet:RegexPatternSet",
    property: "regularExpressions",
    textsOf: expressionsOf,
    read: readPatterns,
    sets: webAcls.patternSets,
  });

/** One that the preview does not know yet is no text. */
const expressionsOf = ({ regularExpressions }: Properties): string[] =>
  listOf(regularExpressions).flatMap(({ regexString }) =>
    typeof regexString === "string" ? [textOf(regexString)] : [],
  );
