import type { Properties, ResourceType } from "../../../engine/resource-type";
import type { Cloud } from "../../service";
import { readPattern } from "../rules/match-pattern";
import { listOf, textOf } from "../rules/shapes";
import type { WebAcls } from "../web-acls";
import { identityOf } from "./identity";

/** `aws.wafv2.RegexPatternSet`: a change counts for the web ACLs that name it, at once. */
export const regexPatternSetType = (cloud: Cloud, webAcls: WebAcls): ResourceType => ({
  type: "aws:wafv2/regexPatternSet:RegexPatternSet",
  replaceOn: ["name", "namePrefix", "scope"],
  check(inputs) {
    try {
      expressionsOf(inputs).forEach(readPattern);
      return [];
    } catch (error) {
      return [{ property: "regularExpressions", reason: (error as Error).message }];
    }
  },
  async create(inputs, context) {
    const { id, arn, name } = identityOf(cloud, "regexpatternset", inputs, context);
    await webAcls.putPatterns(arn, expressionsOf(inputs));
    return { id, outputs: { ...inputs, name, arn, lockToken: id } };
  },
  async update(_id, inputs, { outputs }) {
    await webAcls.putPatterns(String(outputs.arn), expressionsOf(inputs));
    return { ...outputs, ...inputs, name: outputs.name, arn: outputs.arn };
  },
  async delete(_id, { arn }) {
    await webAcls.removePatterns(String(arn));
  },
});

/** One that the preview does not know yet is no text. */
const expressionsOf = ({ regularExpressions }: Properties): string[] =>
  listOf(regularExpressions).flatMap(({ regexString }) =>
    typeof regexString === "string" ? [textOf(regexString)] : [],
  );
