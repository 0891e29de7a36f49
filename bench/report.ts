/** What a benchmark found: a table, and how it compares with what the project asks of itself. */
export interface Report {
  readonly title: string;
  /** What was timed, in one sentence. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type Benchmark = () => Promise<Report>;

export const markdown = ({ title, about, columns, rows }: Report): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [`## ${title}`, "", about, "", line(columns), line(columns.map(() => "---")), ...rows.map(line), ""].join(
    "\n",
  );
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
};

/** `12,345`. */
export const count = (value: number): string => Math.round(value).toLocaleString("en-US");

export const milliseconds = (value: number): string => `${count(value)} ms`;

/** `34 %`. */
export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

/** `8.3x`. */
export const times = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)}x`;
