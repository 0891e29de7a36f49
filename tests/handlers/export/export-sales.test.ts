import assert from "node:assert/strict";
import { Worker } from "node:worker_threads";
import type { OrganisedShow } from "../../../contracts/organising";
import { exportSales } from "../../../handlers/export/export-sales";
import type { Sales } from "../../../handlers/export/sales";
import { aShow, aTicket } from "../../support/box-office";

const shown = (title: string): OrganisedShow => ({ ...aShow({ title }), organiser: "olga" });

/** Sales of so many tickets of each show, which says how many were asked for. */
const salesOf = (tickets: number, ...shows: readonly OrganisedShow[]) => {
  const asked = { tickets: 0 };
  const sales: Sales = {
    async *shows(organiser) {
      yield* shows.filter((show) => show.organiser === organiser);
    },
    async *tickets(showId) {
      for (let index = 0; index < tickets; index++) {
        asked.tickets += 1;
        yield aTicket({ showId, holder: "mia", cancelledAt: index === 1 ? "2027-01-16T00:00:00.000Z" : undefined });
      }
    },
  };
  return { sales, asked };
};

const textOf = async (chunks: AsyncIterable<string>): Promise<string> => {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
};

describe("the sales of an organiser", function () {
  this.timeout(60_000);

  it("have a line for each ticket, and one for a show without any", async () => {
    const [one, other] = [shown("=One"), { ...shown("Other"), organiser: "otto" }];
    const lines = async (tickets: number) =>
      (await textOf(exportSales({ sales: salesOf(tickets, one, other).sales })("olga"))).trimEnd().split("\r\n");
    const [header = "", ...sold] = await lines(2);
    assert.deepEqual(
      [header, ...sold].map((line) => line.split(",").length),
      [13, 13, 13],
    );
    assert.ok(
      sold.every((line) => line.startsWith(`${one.showId},'=One,Ghent,`)),
      String(sold),
    );
    assert.match(sold[1] ?? "", /,2027-01-16T00:00:00.000Z$/);
    assert.deepEqual((await lines(0)).slice(1), [`${one.showId},'=One,Ghent,${one.startsAt},100,100,1200,EUR,,,,,`]);
    assert.equal(await textOf(exportSales({ sales: salesOf(2, other).sales })("olga")), `${header}\r\n`);
  });

  it("are read no further than somebody takes them", async () => {
    const { sales, asked } = salesOf(100_000, shown("One"));
    const chunks = exportSales({ sales })("olga");
    await chunks.next();
    const first = asked.tickets;
    assert.ok(first > 0 && first < 500, String(first));
    await new Promise((next) => setTimeout(next, 50));
    assert.equal(asked.tickets, first);
    await chunks.return(undefined);
    assert.equal(asked.tickets, first);
  });

  it("are 100,000 lines in as little memory as a few", async () => {
    // In a heap of its own that the lines together, 25 MB and more, do not fit into.
    const worker = new Worker(
      `
        require(${JSON.stringify(require.resolve("../../../local/loader/typescript.cjs"))});
        require(${JSON.stringify(require.resolve("./read-all.ts"))});
      `,
      { eval: true, resourceLimits: { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 8 } },
    );
    const [lines, bytes] = await new Promise<[number, number]>((resolve, reject) => {
      worker.on("message", resolve).on("error", reject);
    });
    assert.equal(lines, 100_001);
    assert.ok(bytes > 20_000_000, String(bytes));
  });
});
