import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { bookTickets } from "../../../handlers/tickets/book-tickets";
import { cancelTicket } from "../../../handlers/tickets/cancel-ticket";
import { dynamoTicketStore } from "../../../handlers/tickets/ticket-store.dynamodb";
import { aShow, type BoxOffice, NOW, openBoxOffice } from "../../support/box-office";
import { answerTo } from "../../support/problems";

const TABLES = { tickets: "tickets", shows: "shows" };
const now = () => NOW;

describe("tickets at a rush", function () {
  this.timeout(60_000);

  let office: BoxOffice;
  beforeEach(async () => {
    office = await openBoxOffice();
  });
  afterEach(() => office.close());

  const newShow = async (changes: Parameters<typeof aShow>[0] = {}) => {
    const show = aShow(changes);
    await office.put(show);
    return show;
  };
  const statusOf = async (work: Parameters<typeof answerTo>[0]) => (await answerTo(work)).statusCode;
  const counted = (statuses: readonly number[]) =>
    Object.fromEntries([...new Set(statuses)].sort().map((each) => [each, statuses.filter((s) => s === each).length]));
  const agree = async (show: { showId: string; seats: number }) =>
    assert.equal((await office.seatsLeft(show)) + (await office.seatsTaken(show)), show.seats);

  it("are exactly 100 when 160 are asked for at once and there are 100 seats", async () => {
    const show = await newShow();
    const book = bookTickets({ tickets: office.tickets, now });
    const statuses = await Promise.all(
      Array.from({ length: 160 }, (_, at) =>
        statusOf(() => book(`holder-${at}`, { showId: show.showId, seats: 1, clientToken: "t" })),
      ),
    );
    assert.deepEqual(counted(statuses), { 201: 100, 409: 60 });
    assert.deepEqual([await office.seatsLeft(show), await office.seatsTaken(show)], [0, 100]);
  });

  it("are never more than there are seats when they are booked by threes and given back meanwhile", async () => {
    const show = await newShow();
    const [book, cancel] = [
      bookTickets({ tickets: office.tickets, now }),
      cancelTicket({ tickets: office.tickets, now }),
    ];
    await Promise.all(
      Array.from({ length: 80 }, async (_, at) => {
        const holder = `holder-${at}`;
        const work = () => book(holder, { showId: show.showId, seats: 1 + (at % 3), clientToken: "t" });
        const answer = await answerTo(work);
        if (answer.statusCode !== 201 || at % 2 === 0) return;
        const { ticketId } = JSON.parse(answer.body);
        await Promise.all([cancel(holder, ticketId), cancel(holder, ticketId)]);
      }),
    );
    await agree(show);
    assert.ok((await office.seatsLeft(show)) >= 0);
  });

  it("are one when the same token comes many times at once", async () => {
    const show = await newShow({ seatsLeft: 2, seats: 2 });
    const book = bookTickets({ tickets: office.tickets, now });
    const booking = { showId: show.showId, seats: 2, clientToken: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => book("ana", booking)));
    assert.deepEqual(counted(answers.map(({ statusCode }) => statusCode)), { 200: 19, 201: 1 });
    assert.equal(new Set(answers.map(({ body }) => body)).size, 1);
    assert.equal(await office.seatsLeft(show), 0);
  });

  describe("with a function that is killed", () => {
    /** A store that dies at its nth call of DynamoDB: before it is sent, or before its answer is read. */
    const dyingAt = (nth: number, place: "before" | "after") => {
      const client = new DynamoDBClient(office.cloud.client);
      let calls = 0;
      client.middlewareStack.add(
        (next) => async (args) => {
          calls += 1;
          if (calls > nth) throw new Error("dead");
          if (calls === nth && place === "before") throw new Error("killed");
          const answer = await next(args);
          if (calls === nth) throw new Error("killed");
          return answer;
        },
        { step: "initialize" },
      );
      return dynamoTicketStore(client, TABLES);
    };

    for (const place of ["before", "after"] as const)
      for (const nth of [1, 2, 3, 4])
        it(`${place} call ${nth}: seats and tickets agree, and the repetition is answered`, async () => {
          const show = await newShow();
          const booking = { showId: show.showId, seats: 3, clientToken: "t" };
          await bookTickets({ tickets: dyingAt(nth, place), now })("ana", booking).catch(() => undefined);
          await agree(show);
          const answer = await bookTickets({ tickets: office.tickets, now })("ana", booking);
          assert.ok([200, 201].includes(answer.statusCode));
          await agree(show);
          assert.equal(await office.seatsLeft(show), 97);

          const { ticketId } = JSON.parse(answer.body);
          await cancelTicket({ tickets: dyingAt(nth, place), now })("ana", ticketId).catch(() => undefined);
          await agree(show);
          const cancelled = await cancelTicket({ tickets: office.tickets, now })("ana", ticketId);
          assert.equal(cancelled.statusCode, 204);
          await agree(show);
          assert.equal(await office.seatsLeft(show), 100);
        });
  });

  describe("with others at the same items", () => {
    /** A store whose first transactions are cancelled as DynamoDB cancels them. */
    const inTheWay = (times: number, Code: string) => {
      const client = new DynamoDBClient(office.cloud.client);
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName !== "TransactWriteItemsCommand" || times-- <= 0) return next(args);
            const CancellationReasons = [{ Code: "None" }, { Code }];
            throw Object.assign(new Error("cancelled"), { name: "TransactionCanceledException", CancellationReasons });
          },
        { step: "initialize" },
      );
      return dynamoTicketStore(client, TABLES);
    };

    for (const code of ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])
      it(`tries again after ${code}`, async () => {
        const show = await newShow();
        const tickets = inTheWay(3, code);
        const booking = { showId: show.showId, seats: 1, clientToken: "t" };
        assert.equal(await statusOf(() => bookTickets({ tickets, now })("ana", booking)), 201);
        assert.equal(await office.seatsLeft(show), 99);
      });

    it("knows a repetition also where DynamoDB names the show alone as the reason", async () => {
      const show = await newShow({ seats: 1, seatsLeft: 1 });
      const booking = { showId: show.showId, seats: 1, clientToken: "t" };
      const first = await bookTickets({ tickets: office.tickets, now })("ana", booking);
      const client = new DynamoDBClient(office.cloud.client);
      client.middlewareStack.add(
        (next) => (args) =>
          next(args).catch((error) => {
            error.CancellationReasons[0] = { Code: "None" };
            throw error;
          }),
        { step: "initialize" },
      );
      const again = await bookTickets({ tickets: dynamoTicketStore(client, TABLES), now })("ana", booking);
      assert.deepEqual([again.statusCode, again.body], [200, first.body]);
    });

    it("says 503 when they stay there", async () => {
      const show = await newShow();
      const tickets = inTheWay(Number.POSITIVE_INFINITY, "TransactionConflict");
      const booking = { showId: show.showId, seats: 1, clientToken: "t" };
      const answer = await answerTo(() => bookTickets({ tickets, now })("ana", booking));
      assert.deepEqual([answer.statusCode, answer.headers?.["Retry-After"]], [503, "1"]);
      assert.equal(await office.seatsLeft(show), 100);
    });
  });
});
