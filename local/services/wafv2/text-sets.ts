import type { Collection } from "../../data/storage";

/** Sets of texts that rules name by ARN: kept as they were declared, read once. */
export class TextSets<Value> {
  private readonly values = new Map<string, Value>();

  constructor(
    private readonly texts: Collection<readonly string[]>,
    private readonly read: (texts: readonly string[]) => Value,
  ) {}

  get(arn: string): Value | undefined {
    const known = this.values.get(arn);
    if (known !== undefined) return known;
    const texts = this.texts.get(arn);
    if (!texts) return undefined;
    const value = this.read(texts);
    this.values.set(arn, value);
    return value;
  }

  /** @throws for a text that WAF would refuse */
  async put(arn: string, texts: readonly string[]): Promise<void> {
    const value = this.read(texts);
    await this.texts.put(arn, texts);
    this.values.set(arn, value);
  }

  async remove(arn: string): Promise<void> {
    await this.texts.remove(arn);
    this.values.delete(arn);
  }
}
