import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { Steps } from "../terminal/steps";
import { loadThemes } from "./case-file";
import { deployLocally } from "./local-target";
import { sendRaw } from "./raw-client";
import { report, type ThemeResult, totals } from "./report";
import { type CaseResult, runCase } from "./run-case";
import type { Target } from "./target";

/** A deployed API: requests go there, what lies behind it is out of sight. */
const remote = (base: URL): Target => ({
  send: (request) => sendRaw(base, { ...request, target: base.pathname.replace(/\/$/, "") + request.target }),
  token: () => Promise.reject(new Error("tokens cannot be minted for a deployed API")),
  close: async () => {},
});

const steps = new Steps(console.error);

const main = async (): Promise<number> => {
  const { words, values } = take(COMMANDS.conformance, process.argv.slice(2));
  const [folder = ""] = words;
  const base = values.url ? new URL(values.url) : undefined;
  const themes: ThemeResult[] = [];
  for (const theme of loadThemes(folder)) {
    const chosen = theme.cases.filter(({ id }) => id.includes(values.case ?? ""));
    const cases: CaseResult[] = [];
    await steps.during(`checking ${theme.name}`, async () => {
      for (const item of chosen) cases.push(await runCase(item, base ? async () => remote(base) : deployLocally));
    });
    if (cases.length > 0) themes.push({ name: theme.name, cases });
  }
  console.log(report(themes));
  return totals(themes).failed > 0 ? 1 : 0;
};

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(2);
  },
);
