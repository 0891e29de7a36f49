import { log } from "../log";
import { session } from "../session";

export const handler = session(log);
