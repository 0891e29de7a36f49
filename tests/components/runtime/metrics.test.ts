import assert from "node:assert/strict";
import { metricsOf } from "../../../components/runtime/metrics";

/** The lines that go to the log, as CloudWatch reads them. */
const written = (run: () => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = (text) => lines.push(String(text)) > 0;
  try {
    run();
  } finally {
    process.stdout.write = write;
  }
  return lines.map((line) => JSON.parse(line));
};

describe("metrics of a function", () => {
  const NAME = "AWS_LAMBDA_FUNCTION_NAME";
  let before: string | undefined;
  beforeEach(() => {
    before = process.env[NAME];
    process.env[NAME] = "book-tickets-1a2b3c4";
  });
  afterEach(() => {
    if (before === undefined) delete process.env[NAME];
    else process.env[NAME] = before;
  });

  it("are written at once, each as a line of the embedded metric format", () => {
    const [booked, took, ...more] = written(() => {
      const metrics = metricsOf("BoxOffice");
      metrics.count("TicketsBooked", 2);
      metrics.milliseconds("PaymentTook", 17.5);
    });
    assert.deepEqual(more, []);
    const { _aws, ...values } = booked as { _aws: { Timestamp: number; CloudWatchMetrics: unknown } };
    assert.deepEqual(values, { service: "book-tickets-1a2b3c4", TicketsBooked: 2 });
    assert.ok(Math.abs(_aws.Timestamp - Date.now()) < 60_000);
    assert.deepEqual(_aws.CloudWatchMetrics, [
      { Namespace: "BoxOffice", Dimensions: [["service"]], Metrics: [{ Name: "TicketsBooked", Unit: "Count" }] },
    ]);
    assert.equal(took?.PaymentTook, 17.5);
  });

  it("count one thing where nothing else is said, and do not remember", () => {
    const [first, second] = written(() => {
      const metrics = metricsOf("BoxOffice");
      metrics.count("SoldOut");
      metrics.count("Cancelled");
    });
    assert.deepEqual([first?.SoldOut, first?.Cancelled], [1, undefined]);
    assert.deepEqual([second?.SoldOut, second?.Cancelled], [undefined, 1]);
  });

  for (const namespace of ["", "AWS/Lambda", "a\nb", "x".repeat(256)])
    it(`have no namespace ${JSON.stringify(namespace.slice(0, 12))}`, () => {
      assert.throws(() => metricsOf(namespace), /^Error: Metrics need a namespace of 1 to 255 letters/);
    });
});
