import { ServiceError } from "./service-error";

/** Unlike any answer of AWS, and not retried by SDKs. */
export const NOT_EMULATED = 501;

/** Refuses an operation, or `what` of it. */
export const notEmulated = (service: string, operation: string, what?: string): ServiceError =>
  new ServiceError(
    "NotEmulatedByLocalCloud",
    `${service} ${operation}${what === undefined ? "" : `: ${what}`} is not emulated by the local cloud; see the support table in docs/`,
    NOT_EMULATED,
  );
