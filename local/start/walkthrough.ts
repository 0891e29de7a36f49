import type { dataPaths } from "../data/paths";
import { shellWord, sourcing } from "../terminal/shell-word";
import type { RunningStack } from "./deploy-stacks";
import { outputText, programText } from "./program-text";
import type { RunningCloud } from "./start-cloud";

type Row = readonly [name: string, value: string];

/** What is where, and what the programs say to try first. */
export const walkthrough = (
  { cloud, stacks, databases, elsewhere }: RunningCloud,
  paths: ReturnType<typeof dataPaths>,
): string[] => {
  const places: readonly Row[] = [
    ["AWS APIs", `${cloud.endpoint}   (AWS CLI, boto3, any SDK: ${sourcing(paths.environment)})`],
    ["", 'AWS CLI 1 sends SQS to AWS unless it is given --endpoint-url "$AWS_ENDPOINT_URL"'],
    ...Object.entries(databases).map(([name, url]): Row => [`database ${name}`, `psql ${shellWord(url)}`]),
    ["outputs", paths.outputs],
    ["logs", paths.logs],
    ...elsewhere.map((name): Row => ["also here", `${name}, as it was deployed last (npx tiers destroy ${name})`]),
  ];
  const [only, ...others] = stacks;
  if (only !== undefined && others.length === 0)
    return ["", ...table([...outputRows(only), ...places]), ...programText(only.root, only.outputs.outputs)];
  return [
    ...stacks.flatMap((stack) => ["", `${stack.project}:`, ...table(outputRows(stack))]),
    "",
    ...table(places),
    ...stacks.flatMap(({ root, outputs }) => programText(root, outputs.outputs)),
  ];
};

const outputRows = ({ outputs }: RunningStack): Row[] =>
  Object.entries(outputs.outputs).map(([name, value]) => [name, outputText(value)]);

const table = (rows: readonly Row[]): string[] => {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
};
