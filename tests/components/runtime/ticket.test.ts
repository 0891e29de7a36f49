import assert from "node:assert/strict";
import { ConditionalCheckFailedException, DeleteItemCommand, type PutItemCommand } from "@aws-sdk/client-dynamodb";
import { openTickets } from "../../../components/runtime/ticket";

/** A table that knows the one condition that tickets are deleted by. */
const table = () => {
  const items = new Map<string, NonNullable<PutItemCommand["input"]["Item"]>>();
  const send = async (command: PutItemCommand | DeleteItemCommand) => {
    if (!(command instanceof DeleteItemCommand)) {
      const { Item = {} } = command.input;
      items.set(Item.ticket?.S ?? "", Item);
      return {};
    }
    const { Key, ConditionExpression, ExpressionAttributeValues } = command.input;
    assert.equal(ConditionExpression, "#expires > :now");
    const id = Key?.ticket?.S ?? "";
    const found = items.get(id);
    if (!found || Number(found.expires?.N) <= Number(ExpressionAttributeValues?.[":now"]?.N))
      throw new ConditionalCheckFailedException({ message: "no", $metadata: {} });
    items.delete(id);
    return { Attributes: found };
  };
  return { items, client: { send: send as never } };
};

describe("tickets", () => {
  const at = (milliseconds: number) => () => milliseconds;

  it("are redeemed once, for whom they were issued", async () => {
    const { client } = table();
    const tickets = openTickets({ tableName: "tickets" }, { client });
    const [ana, ben] = [await tickets.issue({ sub: "ana", tenant: "x" }), await tickets.issue({ sub: "ben" })];
    assert.match(ana, /^[\w-]{43}$/);
    assert.notEqual(ana, ben);
    assert.deepEqual(await tickets.redeem(ana), { sub: "ana", tenant: "x" });
    assert.equal(await tickets.redeem(ana), undefined);
    assert.equal(await tickets.redeem("never issued"), undefined);
    assert.deepEqual(await tickets.redeem(ben), { sub: "ben" });
  });

  it("end by themselves", async () => {
    const { client } = table();
    const ticket = await openTickets({ tableName: "t" }, { client, seconds: 10, now: at(0) }).issue({ sub: "ana" });
    assert.equal(await openTickets({ tableName: "t" }, { client, now: at(10_000) }).redeem(ticket), undefined);
    assert.deepEqual(await openTickets({ tableName: "t" }, { client, now: at(9_999) }).redeem(ticket), { sub: "ana" });
    assert.throws(() => openTickets({ tableName: "t" }, { seconds: 301 }), RangeError);
  });

  it("are not to be read from the table", async () => {
    const { client, items } = table();
    const ticket = await openTickets({ tableName: "t" }, { client }).issue({ sub: "ana" });
    assert.ok(!JSON.stringify([...items]).includes(ticket));
  });
});
