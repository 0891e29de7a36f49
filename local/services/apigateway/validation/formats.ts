import { isIPv4, isIPv6 } from "node:net";

/** Says what is wrong with a text of a format; absent: nothing. */
type Format = (text: string) => string | undefined;

const format =
  (fits: (text: string) => boolean, complaint: string): Format =>
  (text) =>
    fits(text) ? undefined : `string "${text}" is ${complaint}`;

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,12})?(?:Z|[+-]\d{2}:?\d{2})$/;
const LABEL = /^(?!-)[A-Za-z0-9_-]{1,63}(?<!-)$/;

const isRegex = (text: string): boolean => {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
};

const isHostname = (text: string): boolean =>
  text.length <= 253 &&
  text
    .replace(/\.$/, "")
    .split(".")
    .every((label) => LABEL.test(label));

/**
 * The formats that are checked; any other, such as int32, decimal, date or byte, says nothing.
 * fidelity: observed: dod-ccpo/atat-web-api pull request 204: e-mail addresses are checked;
 * the others: guess: those of draft 4 that the validator checks by itself
 */
export const FORMATS: Readonly<Record<string, Format>> = {
  "date-time": format(
    (text) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text.slice(0, 19))),
    "invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]",
  ),
  email: format((text) => /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()\\"]+$/.test(text), "not a valid email address"),
  hostname: format(isHostname, "not a valid hostname"),
  ipv4: format(isIPv4, "not a valid IPv4 address"),
  ipv6: format(isIPv6, "not a valid IPv6 address"),
  regex: format(isRegex, "not a valid ECMA 262 regular expression"),
  // A reference to a place is a URI to Java too; a blank or a brace is none.
  uri: format((text) => /^[^\s"<>\\^`{|}]*$/.test(text) && !/%(?![0-9a-f]{2})/i.test(text), "not a valid URI"),
  uuid: format((text) => /^[0-9a-f]{1,8}(?:-[0-9a-f]{1,4}){3}-[0-9a-f]{1,12}$/i.test(text), "not a valid UUID"),
};
