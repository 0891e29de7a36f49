import * as z from "zod";
import { amplifyOperation, ofApp } from "./amplify-operation";
import { PAGE, pageOf } from "./page";
import { shownBranch } from "./shown";

export const listBranches = amplifyOperation(
  "ListBranches",
  z.object({}),
  { action: "amplify:ListBranches", on: ofApp },
  (hosting) =>
    (call, { id }) => {
      const { items, nextToken } = pageOf(call, hosting.store.branchesOf(id));
      return { branches: items.map((branch) => shownBranch(hosting, branch)), ...nextToken };
    },
  PAGE,
);
