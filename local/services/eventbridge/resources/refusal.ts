import type { Violation } from "../../../aws-types/rule";
import { ServiceError } from "../../../wire/service-error";

/** What a check of the API says, as a property of a resource. */
export const refusalOf = (property: string, check: () => void): readonly Violation[] => {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return [{ property, reason: error.message }];
  }
};
