import { count, median, percent } from "./report";

/** What a load of some seconds found. */
export interface Window {
  readonly requestsPerSecond: number;
  readonly p99: number;
}

export type Measurement = () => Promise<Window>;

export interface Rate extends Window {
  /** From the slowest window to the quickest, as a share of the median. */
  readonly spread: number;
  /** Of the rate that the bare server has at the same time. */
  readonly share: number;
}

export const ROUNDS = 5;

/** Two windows in a row that differ by less count as the same. */
const SETTLED = 0.05;
const MOST_WARM_UPS = 8;

/**
 * Medians of windows, after warming up until the rate settles. Between them the bare server has windows of its own, so
 * that what else the machine does slows both.
 */
export const measure = async (work: Measurement, bare: Measurement): Promise<Rate> => {
  await settle(work);
  await bare();
  const windows: Window[] = [];
  const shares: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const window = await work();
    windows.push(window);
    shares.push(window.requestsPerSecond / (await bare()).requestsPerSecond);
  }
  const rates = windows.map(({ requestsPerSecond }) => requestsPerSecond);
  return {
    requestsPerSecond: median(rates),
    p99: median(windows.map(({ p99 }) => p99)),
    spread: (Math.max(...rates) - Math.min(...rates)) / median(rates),
    share: median(shares),
  };
};

const settle = async (work: Measurement): Promise<void> => {
  let before = 0;
  for (let window = 0; window < MOST_WARM_UPS; window++) {
    const { requestsPerSecond } = await work();
    if (Math.abs(requestsPerSecond - before) < SETTLED * requestsPerSecond) return;
    before = requestsPerSecond;
  }
};

export const RATE_COLUMNS = ["requests/s", "spread", "p99", "of bare node:http"] as const;

export const rateCells = ({ requestsPerSecond, spread, p99, share }: Rate): readonly string[] => [
  count(requestsPerSecond),
  percent(spread),
  `${p99} ms`,
  percent(share),
];
