import * as z from "zod";
import { invalidParameter } from "../sns-error";

export const Tags = z.array(z.object({ Key: z.string(), Value: z.string() }));

/** @throws {ServiceError} fidelity: observed: test_tags of LocalStack's tests */
export const tagMap = (tags: z.output<typeof Tags>): Readonly<Record<string, string>> => {
  const map = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  if (Object.keys(map).length < tags.length) throw invalidParameter("Duplicated keys are not allowed.");
  return map;
};
