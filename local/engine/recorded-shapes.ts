import { AROUND } from "./shapes/around";
import { COGNITO } from "./shapes/cognito";
import { DATA } from "./shapes/data";
import { LOGIC } from "./shapes/logic";
import { NETWORK } from "./shapes/network";
import type { Shape } from "./shapes/shape";

// fidelity: docs: "Resource types defined by …" pages of the Service Authorization Reference for ARNs; the provider's
// registry documentation ("Attribute Reference") for ids
/** Ids, ARNs and computed outputs by resource type. */
export const SHAPES: Readonly<Record<string, Shape>> = { ...NETWORK, ...LOGIC, ...DATA, ...AROUND, ...COGNITO };
