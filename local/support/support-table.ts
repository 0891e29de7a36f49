import { GATEWAY_FEATURES } from "./gateway-features";
import { MANAGED_LOGIN_FEATURES } from "./managed-login-features";
import type { Behaviour, Survey } from "./survey";

/** The support table as Markdown, the whole of docs/support.md. */
export const supportTable = ({ services, recorded, behaviours, refusals }: Survey): string =>
  [
    "# What the local cloud supports",
    "",
    "Generated from the source by `npm run docs`; `npm test` fails when it is out of date. An API operation or resource",
    "type that is not listed is refused or recorded, and said so: nothing is accepted in silence.",
    "",
    "## Services",
    "",
    table(
      ["service", "API operations", "resource types that run"],
      services.map(({ name, operations, resources }) => [name, operations.join(", "), codes(resources)]),
    ),
    "## API Gateway, feature by feature",
    "",
    table(["feature", "state", "note"], GATEWAY_FEATURES),
    "## Managed login and OAuth of user pools, feature by feature",
    "",
    table(["feature", "state", "note"], MANAGED_LOGIN_FEATURES),
    "## Recorded only",
    "",
    "Resource types with AWS-shaped outputs of which the local cloud keeps a record and nothing runs. Types that stand in",
    "neither table are recorded too, with an id and an ARN. `npm start` names those that the program uses.",
    "",
    ...recorded.map((type) => `- \`${type}\``),
    "",
    "## Refused, or warned about",
    "",
    "What a program or a caller is told when it asks for more than is emulated (`…` stands for the name of the thing).",
    "",
    table(
      ["where", "what it says"],
      refusals.map(({ file, text }) => [`\`local/${file}\``, escaped(text)]),
    ),
    "## Evidence",
    "",
    "Each emulated behaviour carries its evidence in a comment beside it: AWS's documentation, an observation of AWS, or",
    "a guess. The guesses are the honest to-do list.",
    "",
    ...(["guess", "observed", "docs"] as const).flatMap((kind) => evidence(kind, behaviours)),
  ].join("\n");

const evidence = (kind: Behaviour["kind"], behaviours: readonly Behaviour[]): string[] => {
  const rows = behaviours.filter((behaviour) => behaviour.kind === kind);
  return [
    `### ${kind} (${rows.length})`,
    "",
    table(
      ["where", "evidence"],
      rows.map((row) => [`\`local/${row.file}\``, escaped(row.evidence)]),
    ),
  ];
};

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
};

const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join("<br>");

const escaped = (text: string): string => text.replace(/[|<>]/g, (character) => `\\${character}`);
