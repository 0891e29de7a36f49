/** What becomes of a request whose field is longer than WAF looks at. */
// fidelity: docs: waf-oversize-request-components: CONTINUE looks at what it can, the others decide
export const handleOversize = <T>(oversized: boolean, handling: unknown, seen: T): T | boolean => {
  if (!oversized || handling === "CONTINUE" || handling === undefined) return seen;
  return handling === "MATCH";
};
