import { withCaller } from "../../../../components/runtime/caller";
import { json } from "../../../../components/runtime/rest";

/** Holds its callers against the rule of its route. */
export const handler = withCaller(async (_event, { subject }) => json(200, { subject }));
