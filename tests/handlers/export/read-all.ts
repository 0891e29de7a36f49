// What a worker of the test does: reads an export of 100,000 tickets, and says how much that was.
import { parentPort } from "node:worker_threads";
import { exportSales } from "../../../handlers/export/export-sales";

const of = { showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b01", title: "Eleven Umbrellas", city: "Ghent" };
const show = {
  ...of,
  startsAt: "2027-03-06T19:30:00.000Z",
  seats: 100_000,
  seatsLeft: 0,
  price: 1200,
  currency: "EUR",
};

const sold = exportSales({
  sales: {
    async *shows() {
      yield { ...show, version: 1, organiser: "olga" };
    },
    async *tickets(showId) {
      for (let index = 0; index < 100_000; index++) {
        const ticketId = String(index).padStart(36, "0");
        yield { ticketId, showId, holder: `${index}`.padStart(36, "h"), seats: 1, bookedAt: show.startsAt };
      }
    },
  },
});

const read = async () => {
  let [lines, bytes] = [0, 0];
  for await (const chunk of sold("olga")) {
    lines += chunk.split("\r\n").length - 1;
    bytes += Buffer.byteLength(chunk);
  }
  parentPort?.postMessage([lines, bytes]);
};
void read();
