import { type Block, blocksOf, type State } from "../language/definition";
import { readResource } from "../tasks/resources";

const INPUT_TYPES = new Set(["CSV", "JSON", "JSONL"]);

/** What a definition declares that no execution does here, each with its place; one that comes there fails. */
export const notExecuted = (definition: string): string[] =>
  [...blocksOf(JSON.parse(definition) as Block)].flatMap(([{ States }, path]) =>
    Object.entries(States).flatMap(([name, state]) =>
      missingIn(state).map((what) => `${what} of state ${path === "" ? name : `${path.slice(1)}/States/${name}`}`),
    ),
  );

const missingIn = ({ Resource, Credentials, ItemReader, ResultWriter }: State): string[] => {
  const found: string[] = [];
  if (Resource !== undefined && !readResource(Resource)) found.push(`Resource ${Resource}`);
  if (Credentials !== undefined) found.push("Credentials");
  const type = ItemReader?.ReaderConfig?.InputType;
  if (type !== undefined && !INPUT_TYPES.has(type)) found.push(`InputType ${type}`);
  if (ResultWriter?.WriterConfig !== undefined) found.push("WriterConfig");
  return found;
};
