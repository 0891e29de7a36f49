import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";

export interface TextSetKind extends Pick<ResourceType, "type"> {
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
export const textSetType = (kind: TextSetKind): ResourceType => ({
  type: kind.type,
  check(inputs) {
    try {
      kind.read(kind.textsOf(inputs));
      return [];
    } catch (error) {
      return [{ property: kind.property, reason: (error as Error).message }];
    }
  },
  async create(inputs, context) {
    const made = recorded(kind.type, inputs, context);
    await kind.sets.put(String(made.outputs.arn), kind.textsOf(inputs));
    return made;
  },
  async update(_id, inputs, { outputs }) {
    await kind.sets.put(String(outputs.arn), kind.textsOf(inputs));
    return { ...outputs, ...inputs, name: outputs.name, arn: outputs.arn };
  },
  async delete(_id, { arn }) {
    await kind.sets.remove(String(arn));
  },
});
