import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { Arn } from "./states-operation";
import { namedTagged } from "./tags";

export const listTagsForResource = operation(
  "ListTagsForResource",
  z.object({ resourceArn: Arn }),
  { action: "states:ListTagsForResource", on: namedTagged },
  () =>
    (_, { tags }) => ({ tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }),
);
