import { rmSync } from "node:fs";
import { evaluate } from "../local/engine/program/evaluate-program";
import { type Benchmark, count, median, milliseconds, times } from "./report";
import { writeServices } from "./services/write-program";

const SIZES = [1, 10, 50];
const ROUNDS = 5;

interface Evaluated {
  readonly services: number;
  readonly ms: number;
  readonly resources: number;
}

/** Programs of more and more services on one platform. */
export const measureServices: Benchmark = async () => {
  const found: Evaluated[] = [];
  for (const services of SIZES) found.push(await evaluated(services));
  const further = found.slice(1).map((one, at) => per(found[at] as Evaluated, one));
  const [first = { ms: 1, resources: 1 }] = further;
  return {
    title: "Programs of many services",
    about: `Each service has a route, a table, an outbox and an event that it consumes; evaluated as a preview does, warm bundles, median of ${ROUNDS} rounds.`,
    columns: ["services", "time", "resources", "time for one more", "resources for one more", "against the first ten"],
    rows: found.map(({ services, ms, resources }, at) => {
      const more = further[at - 1];
      const cells = more
        ? [`${more.ms.toFixed(1)} ms`, count(more.resources), times(more.ms / first.ms)]
        : ["", "", ""];
      return [count(services), milliseconds(ms), count(resources), ...cells];
    }),
  };
};

const per = (one: Evaluated, other: Evaluated) => {
  const services = other.services - one.services;
  return { ms: (other.ms - one.ms) / services, resources: (other.resources - one.resources) / services };
};

const evaluated = async (services: number): Promise<Evaluated> => {
  const root = writeServices(services);
  try {
    const options = { root, stack: "local", mode: "update" } as const;
    const { registrations } = await evaluate(options);
    const taken: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      await evaluate(options);
      taken.push(performance.now() - start);
    }
    return { services, ms: median(taken), resources: registrations.length };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
