import * as z from "zod";
import { amplifyOperation, ofBranch } from "./amplify-operation";
import { shownBranch } from "./shown";

export const getBranch = amplifyOperation(
  "GetBranch",
  z.object({}),
  { action: "amplify:GetBranch", on: ofBranch },
  (hosting) => (_call, branch) => ({ branch: shownBranch(hosting, branch) }),
);
