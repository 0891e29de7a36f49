import { bodyOf, type Frame, textAt } from "./frames";

/**
 * Why a message ties its client to one connection for the rest of the session, `undefined` when it does not.
 * fidelity: docs: RDS user guide, "Avoiding pinning an RDS Proxy", conditions for PostgreSQL. Told by the first words of a
 * statement; one that is hidden in a function of the database's own is not seen.
 */
export const pins = (one: Frame): string | undefined => {
  const body = bodyOf(one);
  if (one.type === "P" && textAt(body) !== "") return `the prepared statement ${textAt(body)}`;
  if (body.length > MAX_STATEMENT_BYTES && (one.type === "Q" || one.type === "P")) return "a statement of over 16 KB";
  const text = one.type === "Q" ? textAt(body) : one.type === "P" ? textAt(body, body.indexOf(0) + 1) : undefined;
  if (text === undefined) return undefined;
  return text
    .split(";")
    .map((statement) => STATE.exec(statement)?.[0].trim() ?? FUNCTIONS.exec(statement)?.[0])
    .find((found) => found !== undefined);
};

const MAX_STATEMENT_BYTES = 16 * 1024;

const STATE =
  /^\s*(set|reset|prepare\s+(?!transaction)|deallocate|execute|discard|declare|listen|unlisten|notify|load|create\s+(global\s+|local\s+)?temp(orary)?)\b/i;
const FUNCTIONS = /\b(nextval|setval|currval|lastval|pg_(try_)?advisory_\w*lock\w*|set_config)(?=\s*\()/i;
