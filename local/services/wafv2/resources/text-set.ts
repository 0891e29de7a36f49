import type { Properties, ResourceType } from "../../../engine/resource-type";
import type { Cloud } from "../../service";
import { identityOf } from "./identity";

export interface TextSetKind extends Pick<ResourceType, "type" | "replaceOn"> {
  /** As it stands in the ARN. */
  readonly arnType: Parameters<typeof identityOf>[1];
  /** The input that holds the texts. */
  readonly property: string;
  readonly textsOf: (inputs: Properties) => string[];
  /** @throws for a text that WAF would refuse */
  readonly read: (texts: readonly string[]) => unknown;
  readonly sets: {
    put(arn: string, texts: readonly string[]): Promise<void>;
    remove(arn: string): Promise<void>;
  };
}

/** A set of texts that rules name: a change counts for the web ACLs that name it, at once. */
export const textSetType = (cloud: Cloud, kind: TextSetKind): ResourceType => ({
  type: kind.type,
  replaceOn: kind.replaceOn,
  check(inputs) {
    try {
      kind.read(kind.textsOf(inputs));
      return [];
    } catch (error) {
      return [{ property: kind.property, reason: (error as Error).message }];
    }
  },
  async create(inputs, context) {
    const { id, arn, name } = identityOf(cloud, kind.arnType, inputs, context);
    await kind.sets.put(arn, kind.textsOf(inputs));
    return { id, outputs: { ...inputs, name, arn, lockToken: id } };
  },
  async update(_id, inputs, { outputs }) {
    await kind.sets.put(String(outputs.arn), kind.textsOf(inputs));
    return { ...outputs, ...inputs, name: outputs.name, arn: outputs.arn };
  },
  async delete(_id, { arn }) {
    await kind.sets.remove(String(arn));
  },
});
