import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { bookTickets } from "../../../handlers/tickets/book-tickets";
import { cancelTicket } from "../../../handlers/tickets/cancel-ticket";
import { dynamoTicketStore } from "../../../handlers/tickets/ticket-store.dynamodb";

/** What the test tells it. */
export interface Task {
  readonly client: DynamoDBClientConfig;
  readonly showId: string;
  readonly run: string;
}

/** Books seats and gives each second ticket back, without end; prints what was answered. The test kills it. */
const main = async ({ client, showId, run }: Task) => {
  const store = dynamoTicketStore(new DynamoDBClient(client), { tickets: "tickets", shows: "shows" });
  const [book, cancel] = [
    bookTickets({ tickets: store, now: () => new Date() }),
    cancelTicket({ tickets: store, now: () => new Date() }),
  ];
  const work = async (holder: string) => {
    for (let number = 0; ; number++) {
      const clientToken = `${run}-${number}`;
      const { ticketId } = JSON.parse((await book(holder, { showId, seats: 1 + (number % 3), clientToken })).body);
      process.stdout.write(`booked ${ticketId}\n`);
      if (number % 2 === 0) continue;
      await cancel(holder, ticketId);
      process.stdout.write(`cancelled ${ticketId}\n`);
    }
  };
  await Promise.all(["ana", "bo", "cy"].map(work));
};

void main(JSON.parse(process.argv[2] ?? ""));
