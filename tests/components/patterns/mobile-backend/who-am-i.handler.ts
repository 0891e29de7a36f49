import { withCaller } from "serverless-tiers/runtime/caller";
import { json } from "serverless-tiers/runtime/rest";

export const handler = withCaller(async (_event, { subject }) => json(200, { subject }));
