import type * as z from "zod";

/** What producer and consumers of an event agree on. */
export interface EventContract<Schema extends z.ZodType = z.ZodType> {
  /** Of the producer: `shop.payments`. */
  readonly source: string;
  readonly name: string;
  /** Another shape that not every consumer understands is another version. */
  readonly version: number;
  readonly detail: Schema;
  /** Under which it is on a bus: `payment-settled.v1`. */
  readonly detailType: string;
}

/** By which a bus, its rules and its policies know an event; its data are for the programs to know. */
export type EventName = Pick<EventContract, "source" | "detailType">;

/** Of the data of an event. */
export type DetailOf<Contract> = Contract extends EventContract<infer Schema> ? z.output<Schema> : never;

interface NewContract<Schema extends z.ZodType> {
  readonly source: string;
  readonly name: string;
  /** @default 1 */
  readonly version?: number;
  readonly detail: Schema;
}

/**
 * Declares an event, once for the program and the handlers of both sides.
 *
 * @throws Error for a name that no rule could be made of: letters, digits, dots and hyphens; AWS keeps `aws.` for itself.
 * @example
 * export const PaymentSettled = eventContract({
 *   source: "shop.payments",
 *   name: "payment-settled",
 *   detail: z.object({ bookingId: z.string(), amount: z.int() }),
 * });
 */
export const eventContract = <Schema extends z.ZodType>(contract: NewContract<Schema>): EventContract<Schema> => {
  const { source, name, version = 1, detail } = contract;
  for (const [of, text] of [
    ["source", source],
    ["name", name],
  ] as const) {
    if (!/^(?!aws\.)[A-Za-z0-9.-]{1,100}$/.test(text))
      throw new Error(
        `the ${of} of event ${JSON.stringify(name)} must be letters, digits, dots and hyphens, and not begin with "aws." (it is ${JSON.stringify(text)})`,
      );
  }
  if (!Number.isInteger(version) || version < 1)
    throw new Error(`the version of event ${JSON.stringify(name)} must be 1 or more (it is ${version})`);
  return { source, name, version, detail, detailType: `${name}.v${version}` };
};
