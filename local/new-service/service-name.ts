import { SetupError } from "../cloud/setup-error";

/** One service, as each of its files calls it. */
export interface ServiceName {
  /** `gift-cards`: of files, resources and paths. */
  readonly kebab: string;
  /** `giftCards`: of functions. */
  readonly camel: string;
  /** `GiftCards`: of contracts. */
  readonly pascal: string;
}

const RULE =
  "a name in lower case: letters and digits, in words between which is a hyphen, gift-cards; 30 characters at most";

/** What Windows keeps for itself, whatever follows a dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A name becomes part of paths, of identifiers, of names in AWS with something before and behind it, and the first segment
 * of URLs. @throws SetupError for any that could not
 */
export const serviceName = (kebab: string): ServiceName => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab) || kebab.length > 30 || DEVICE.test(kebab))
    throw new SetupError(`a service must have ${RULE} (it is ${JSON.stringify(kebab)})`);
  const pascal = kebab
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return { kebab, pascal, camel: pascal.charAt(0).toLowerCase() + pascal.slice(1) };
};
