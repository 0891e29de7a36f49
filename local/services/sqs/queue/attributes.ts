/** Attributes of a queue as SQS names and stores them: all text. */
export type Attributes = Readonly<Record<string, string>>;
