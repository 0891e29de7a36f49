import { type DetailOf, type EventContract, eventContract } from "../contracts/event";

export { type DetailOf, type EventContract, eventContract };

/** One entry of PutEvents. */
export interface EventEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  /** What it is about. */
  readonly Resources?: string[];
}

/**
 * An event as PutEvents takes it. `PutEvents` may refuse single entries: look at `FailedEntryCount` of its answer.
 *
 * @throws ZodError for data that is not of the contract, before anything is sent.
 * @example
 * const { name } = env.bus("events");
 * await client.send(new PutEventsCommand({ Entries: [eventEntry(name, PaymentSettled, { bookingId, amount })] }));
 */
export const eventEntry = <Contract extends EventContract>(
  bus: string,
  contract: Contract,
  detail: DetailOf<Contract>,
): EventEntry => ({
  EventBusName: bus,
  Source: contract.source,
  DetailType: contract.detailType,
  Detail: JSON.stringify(contract.detail.parse(detail)),
});

/** What a target of a rule gets, as far as every event has it. */
export interface ReceivedEvent {
  /** The same each time that the event comes. */
  readonly id: string;
  readonly source: string;
  readonly "detail-type": string;
  readonly time: string;
  /** What it is about. */
  readonly resources?: readonly string[];
  readonly detail: unknown;
}

/**
 * The data of an event of a contract. A consumer that fails gets it again, and in the end it is a dead letter.
 *
 * @throws Error for an event of another contract or version, ZodError for data that is not of this one.
 */
export const detailOf = <Contract extends EventContract>(
  contract: Contract,
  event: ReceivedEvent,
): DetailOf<Contract> => {
  if (event.source !== contract.source || event["detail-type"] !== contract.detailType)
    throw new Error(
      `event ${event.id} is ${event["detail-type"]} of ${event.source}, and ${contract.detailType} of ${contract.source} was expected`,
    );
  return contract.detail.parse(event.detail) as DetailOf<Contract>;
};
