import { AUTHORIZER_FAILURES, TOKEN_SETTINGS, type TokenSettings } from "../../contracts/tokens";
import { log } from "../log";
import { metricsOf } from "../metrics";
import { authorizer } from "./authorize";

// Written by the component, which has checked it.
const settings: TokenSettings = JSON.parse(process.env[TOKEN_SETTINGS] ?? "");

export const handler = authorizer(settings, log, metricsOf(AUTHORIZER_FAILURES.namespace));
