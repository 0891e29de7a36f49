import type { CaseResult } from "./run-case";

export interface ThemeResult {
  readonly name: string;
  readonly cases: readonly CaseResult[];
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly doubtful: number;
  readonly notRun: number;
}

export const totals = (themes: readonly ThemeResult[]): Totals => {
  const all = themes.flatMap(({ cases }) => cases);
  const failed = all.filter(({ failure }) => failure !== undefined);
  const notRun = all.filter((each) => each.notRun !== undefined).length;
  return {
    passed: all.length - failed.length - notRun,
    failed: failed.filter(({ doubtful }) => !doubtful).length,
    doubtful: failed.filter(({ doubtful }) => doubtful).length,
    notRun,
  };
};

/**
 * A table by theme, the first difference of each failure, why what was not run was not, and the sum in the last line.
 */
export const report = (themes: readonly ThemeResult[]): string => {
  const width = Math.max(5, ...themes.map(({ name }) => name.length));
  const all = totals(themes);
  const row = (name: string, ...cells: (string | number)[]) =>
    [name.padEnd(width), ...cells.slice(0, all.notRun > 0 ? 3 : 2).map((cell) => String(cell).padStart(6))].join("  ");
  const lines = [row("theme", "passed", "failed", "not run")];
  for (const theme of themes) {
    const { passed, failed, notRun } = totals([theme]);
    lines.push(row(theme.name, passed, failed, notRun));
  }
  for (const theme of themes) {
    for (const { id, title, failure, doubtful } of theme.cases) {
      if (!failure) continue;
      lines.push("", `${doubtful ? "doubtful, not counted: " : ""}${theme.name}: ${id}: ${title}`, `  ${failure}`);
    }
    lines.push(...notRunLines(theme));
  }
  const { passed, failed, doubtful, notRun } = all;
  const besides = [doubtful > 0 ? `${doubtful} doubtful` : [], notRun > 0 ? `${notRun} not run` : []].flat().join(", ");
  lines.push("", `${passed} passed, ${failed} failed${besides ? ` (and ${besides})` : ""}`);
  return lines.join("\n");
};

/** Cases that could not be run, by reason. */
const notRunLines = ({ name, cases }: ThemeResult): string[] => {
  const byReason = new Map<string, string[]>();
  for (const { id, notRun } of cases) {
    if (notRun !== undefined) byReason.set(notRun, [...(byReason.get(notRun) ?? []), id]);
  }
  return [...byReason].flatMap(([reason, ids]) => [
    "",
    `not run: ${name}: ${ids.length === cases.length ? "all" : ids.join(", ")}`,
    `  ${reason}`,
  ]);
};
