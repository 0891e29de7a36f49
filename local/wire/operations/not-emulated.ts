import { ServiceError } from "../service-error";

/** Unlike any answer of AWS, and not retried by SDKs. */
export const NOT_EMULATED = 501;

/** Refuses an operation, or a part of it. */
export const notEmulated = (service: string, operation: string, part?: string): ServiceError => {
  const what = [`${service} ${operation}`, ...(part === undefined ? [] : [part])].join(": ");
  const text = `${what} is not emulated by the local cloud; see the support table in docs/`;
  return new ServiceError("NotEmulatedByLocalCloud", text, NOT_EMULATED);
};
