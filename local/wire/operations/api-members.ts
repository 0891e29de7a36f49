import type { Members } from "./members";
import { MODEL_MEMBERS } from "./model-members";

const known = new Map<string, Members>();

/** All members that AWS knows of an operation's input. @throws for an operation whose model has not been written here */
export const modelOf = (service: string, operation: string): Members => {
  const name = `${service} ${operation}`;
  const found = known.get(name) ?? parse(MODEL_MEMBERS[service]?.[operation], name);
  known.set(name, found);
  return found;
};

const parse = (text: string | undefined, name: string): Members => {
  if (text === undefined) throw new Error(`${name} is not in model-members.ts: npm run api-members`);
  const words = text.match(/[^\s{}]+|[{}]/g) ?? [];
  const group = (): Members => {
    const members: Record<string, Members> = {};
    for (let word = words.shift(); word !== undefined && word !== "}"; word = words.shift()) {
      const holds = words[0] === "{" && words.shift() !== undefined;
      members[word] = holds ? group() : true;
    }
    return members;
  };
  return group();
};
