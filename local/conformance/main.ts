import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { Steps } from "../terminal/steps";
import { loadCaseFiles } from "./case-file";
import { report, type ThemeResult, totals } from "./report";
import { openRunner } from "./runner";

const steps = new Steps(console.error);

const main = async (): Promise<number> => {
  const { words, values } = take(COMMANDS.conformance, process.argv.slice(2));
  const [path = ""] = words;
  const runner = openRunner({ url: values.url, endpoint: values.endpoint });
  const themes: ThemeResult[] = [];
  try {
    for (const { name, cases } of loadCaseFiles(path)) {
      const chosen = cases.filter(({ id }) => String(id).includes(values.case ?? ""));
      if (chosen.length === 0) continue;
      themes.push({ name, cases: await steps.during(`checking ${name}`, () => runner.run(chosen)) });
    }
  } finally {
    await runner.close();
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
