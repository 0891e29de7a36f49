import { ServiceError } from "../wire/service-error";
import type { Access, AccessRequest, Principal } from "./access";

/** One thing that a caller must be allowed to do. */
export interface Ask extends AccessRequest {
  /** The resource as a refusal names it. @default `resource` */
  readonly shown?: string | undefined;
}

/** @throws {ServiceError} in the service's words, when the caller may not do what is asked */
export type Permit = (principal: Principal, ask: Ask) => void;

/** How a service words that somebody lacks a right; what is absent is as most services have it. */
export interface Denial {
  /** @default AccessDenied */
  readonly code?: string;
  /** @default 400 */
  readonly status?: number;
  readonly action?: (name: string) => string;
  readonly resource?: (shown: string) => string;
  /** Whether it says which policies are to blame. @default true */
  readonly reasoned?: boolean;
}

/**
 * Local calls count as sent over TLS: the endpoint is plain HTTP on the loopback, and a resource policy that denies
 * `aws:SecureTransport` false would otherwise refuse everything. fidelity: guess: on AWS the key tells the truth.
 */
const CONTEXT = { "aws:SecureTransport": "true", "aws:SourceIp": "127.0.0.1" } as const;

const same = (text: string): string => text;

/** The one door to a service's resources: asks `access`, and refuses as the service does. */
export const createPermit = (access: Pick<Access, "decide">, denial: Denial = {}): Permit => {
  const { code = "AccessDenied", status = 400, action = same, resource = same, reasoned = true } = denial;
  return (principal, { shown, ...ask }) => {
    const decision = access.decide(principal, { ...ask, context: { ...CONTEXT, ...ask.context } });
    if (decision.allowed) return;
    const what = `${action(ask.action)} on resource: ${resource(shown ?? ask.resource)}`;
    const reason = reasoned ? ` ${decision.reason.replace(ask.action, action(ask.action))}` : "";
    throw new ServiceError(code, `User: ${principal.arn} is not authorized to perform: ${what}${reason}`, status);
  };
};
