import assert from "node:assert/strict";
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyResult } from "aws-lambda";
import { getShow } from "../../../handlers/shows/get-show";
import { bookTickets } from "../../../handlers/tickets/book-tickets";
import { cancelTicket } from "../../../handlers/tickets/cancel-ticket";
import { aShow, type BoxOffice, NOW, openBoxOffice } from "../../support/box-office";
import { answerTo } from "../../support/problems";

const ONE_UNIT = {
  BillingMode: "PROVISIONED",
  ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
  AttributeDefinitions: [{ AttributeName: "showId", AttributeType: "S" }],
  GlobalSecondaryIndexes: undefined,
};
/** What a table may use at once of what it did not use before. */
const BURST_SECONDS = 300;
const LARGE = "#large";

describe("a table that is throttled", function () {
  this.timeout(60_000);

  let office: BoxOffice;
  beforeEach(async () => {
    office = await openBoxOffice(ONE_UNIT);
  });
  afterEach(() => office.close());

  const useWrites = () =>
    office.client.send(
      new PutItemCommand({
        TableName: "shows",
        Item: { showId: { S: LARGE }, text: { S: "x".repeat((BURST_SECONDS - 5) * 1024) } },
      }),
    );
  const isBusy = ({ statusCode, headers }: APIGatewayProxyResult) =>
    assert.deepEqual(
      [statusCode, headers?.["Content-Type"], headers?.["Retry-After"]],
      [503, "application/problem+json", "1"],
    );

  it("sells nothing and takes nothing back, tells clients to come again, and then does", async () => {
    const show = aShow();
    await office.put(show);
    const [book, cancel] = [
      bookTickets({ tickets: office.tickets, now: () => NOW }),
      cancelTicket({ tickets: office.tickets, now: () => NOW }),
    ];
    const booking = { showId: show.showId, seats: 2, clientToken: "t" };
    const booked = await book("ana", booking);
    await useWrites();
    while (office.cloud.warnings.length === 0) await office.put(show).catch(() => undefined);

    isBusy(await answerTo(() => book("bo", booking)));
    isBusy(await answerTo(() => cancel("ana", JSON.parse(booked.body).ticketId)));
    assert.deepEqual(
      (await office.scan("tickets")).map(({ holder, cancelledAt }) => [holder, cancelledAt]),
      [["ana", undefined]],
    );

    office.cloud.clock.advanceBy(BURST_SECONDS * 1000);
    assert.equal((await answerTo(() => book("bo", booking))).statusCode, 201);
    assert.equal((await answerTo(() => cancel("ana", JSON.parse(booked.body).ticketId))).statusCode, 204);
  });

  it("gives no show, and tells clients to come again", async () => {
    const { showId } = aShow();
    await useWrites();
    const read = () => office.client.send(new GetItemCommand({ TableName: "shows", Key: { showId: { S: LARGE } } }));
    while (
      await read().then(
        () => true,
        () => false,
      )
    );
    isBusy(await answerTo(() => getShow({ shows: office.shows })(showId)));
  });
});
