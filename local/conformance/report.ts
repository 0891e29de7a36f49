import type { CaseResult } from "./run-case";

export interface ThemeResult {
  readonly name: string;
  readonly cases: readonly CaseResult[];
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly doubtful: number;
}

export const totals = (themes: readonly ThemeResult[]): Totals => {
  const all = themes.flatMap(({ cases }) => cases);
  const failed = all.filter(({ failure }) => failure !== undefined);
  return {
    passed: all.length - failed.length,
    failed: failed.filter(({ doubtful }) => !doubtful).length,
    doubtful: failed.filter(({ doubtful }) => doubtful).length,
  };
};

/** A table by theme, the first difference of each failure, and the sum in the last line. */
export const report = (themes: readonly ThemeResult[]): string => {
  const width = Math.max(5, ...themes.map(({ name }) => name.length));
  const lines = [`${"theme".padEnd(width)}  passed  failed`];
  for (const theme of themes) {
    const { passed, failed } = totals([theme]);
    lines.push(`${theme.name.padEnd(width)}  ${String(passed).padStart(6)}  ${String(failed).padStart(6)}`);
  }
  for (const theme of themes) {
    for (const { id, title, failure, doubtful } of theme.cases) {
      if (!failure) continue;
      lines.push("", `${doubtful ? "doubtful, not counted: " : ""}${theme.name}: ${id}: ${title}`, `  ${failure}`);
    }
  }
  const { passed, failed, doubtful } = totals(themes);
  lines.push("", `${passed} passed, ${failed} failed${doubtful > 0 ? ` (and ${doubtful} doubtful)` : ""}`);
  return lines.join("\n");
};
