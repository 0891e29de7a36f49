import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { Arn } from "./states-operation";
import { namedTagged, Tags, tagged } from "./tags";

export const tagResource = operation(
  "TagResource",
  z.object({ resourceArn: Arn, tags: Tags }),
  { action: "states:TagResource", on: namedTagged },
  () =>
    async ({ tags }, known) => {
      await known.set({ ...known.tags, ...tagged(tags) });
      return {};
    },
);
