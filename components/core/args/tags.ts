import { ArgsError } from "./args-error";
import { record, text } from "./args-shape";

export type Tags = Readonly<Record<string, string>>;

export const tagsShape = record(text(), 'tags, { team: "box-office" }').optional();

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html (read 2026-11) */
const MAX_TAGS = { count: 50, key: 128, value: 256 } as const;

/** @throws {ArgsError} for more of them, or longer ones, than a resource takes, and for names that AWS keeps. */
export const checkTags = (component: string, tags: Tags): void => {
  const all = Object.entries(tags);
  if (all.length > MAX_TAGS.count)
    throw new ArgsError(component, "tags", `must be at most ${MAX_TAGS.count} (there are ${all.length})`);
  for (const [key, value] of all) {
    const at = `tags[${JSON.stringify(key)}]`;
    if (key.length < 1 || key.length > MAX_TAGS.key || /^aws:/i.test(key))
      throw new ArgsError(
        component,
        at,
        `must be called by 1 to ${MAX_TAGS.key} characters, and not by "aws:", which is AWS's`,
      );
    if (value.length > MAX_TAGS.value)
      throw new ArgsError(component, at, `must be at most ${MAX_TAGS.value} characters long (it has ${value.length})`);
  }
};
