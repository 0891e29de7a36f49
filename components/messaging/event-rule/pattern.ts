import type { DetailOf, EventContract } from "../../contracts/event";

/** One alternative: a value, or what EventBridge has besides. */
export type Matcher<Value> =
  | Value
  | null
  | { readonly exists: boolean }
  | { readonly "anything-but": unknown }
  | (Value extends string
      ?
          | { readonly prefix: string | { readonly "equals-ignore-case": string } }
          | { readonly suffix: string | { readonly "equals-ignore-case": string } }
          | { readonly "equals-ignore-case": string }
          | { readonly wildcard: string }
          | { readonly cidr: string }
      : never)
  | (Value extends number ? { readonly numeric: readonly (string | number)[] } : never);

type Scalar = string | number | boolean | null;

/**
 * What the data of an event has to be like: for each field a list of alternatives. A list in the event fits when one of
 * its items does.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export type Where<Data> =
  | { readonly [Key in keyof Data]?: WhereField<NonNullable<Data[Key]>> }
  | { readonly $or: readonly Where<Data>[] };

type WhereField<Value> = Value extends Scalar
  ? readonly Matcher<Value>[]
  : Value extends readonly (infer Item)[]
    ? WhereField<NonNullable<Item>>
    : Where<Value>;

/** An event of AWS's own, by source and type: they are on the default bus alone. */
export interface AwsEvent {
  /** `aws.s3` */
  readonly awsSource: `aws.${string}`;
  /** `Object Created` */
  readonly detailType: string;
}

/** The pattern of a rule. */
export const patternOf = (events: readonly EventContract[], where: object | undefined): string =>
  JSON.stringify({
    source: [...new Set(events.map(({ source }) => source))],
    "detail-type": events.map(({ detailType }) => detailType),
    ...(where && { detail: where }),
  });

export const awsPatternOf = ({ awsSource, detailType }: AwsEvent, where: object | undefined): string =>
  JSON.stringify({ source: [awsSource], "detail-type": [detailType], ...(where && { detail: where }) });

export type WhereOf<Contract extends EventContract> = Where<DetailOf<Contract>>;
