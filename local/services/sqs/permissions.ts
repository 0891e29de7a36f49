import type { Denial } from "../../access/permit";

// fidelity: observed: SQS writes the action in lower case
export const SQS_DENIAL: Denial = { status: 403, action: (name) => name.toLowerCase() };
