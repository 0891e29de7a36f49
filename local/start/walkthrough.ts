import type { dataPaths } from "../data/paths";
import { shellWord, sourcing } from "../terminal/shell-word";
import { outputText, programText } from "./program-text";
import type { RunningCloud } from "./start-cloud";

/** What is where, and what the program says to try first. */
export const walkthrough = (root: string, running: RunningCloud, paths: ReturnType<typeof dataPaths>): string[] => {
  const { cloud, databases, outputs } = running;
  const rows: [string, string][] = [
    ...Object.entries(outputs.outputs).map(([name, value]): [string, string] => [name, outputText(value)]),
    ["AWS APIs", `${cloud.endpoint}   (AWS CLI, boto3, any SDK: ${sourcing(paths.environment)})`],
    ["", 'AWS CLI 1 sends SQS to AWS unless it is given --endpoint-url "$AWS_ENDPOINT_URL"'],
    ...Object.entries(databases).map(([name, url]): [string, string] => [`database ${name}`, `psql ${shellWord(url)}`]),
    ["outputs", paths.outputs],
    ["logs", paths.logs],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    "",
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    ...programText(root, outputs.outputs),
  ];
};
