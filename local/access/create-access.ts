import type { Log } from "../cloud/log";
import type { Storage } from "../data/storage";
import { ServiceError } from "../wire/service-error";
import type { Access, AccessRequest, Credentials, Principal } from "./access";
import type { Caller } from "./caller";
import { DecisionCache } from "./decision-cache";
import { administratorKey, temporaryCredentials } from "./keys";
import { parsePolicy } from "./policy-document";
import { refusalLine } from "./refusal";
import type { Role, Roles } from "./roles";
import { evaluate, resourceVerdict } from "./verdict";

export interface AccessOptions {
  readonly account: string;
  readonly partition?: string;
  readonly storage: Storage;
  /** The roles that IAM knows at the time of a call: `{ find: (name) => iam.roles.find(name) }`. */
  readonly roles: Roles;
  /** Hears of every refused call. */
  readonly log?: Log;
}

interface Identity {
  readonly credentials: Credentials;
  readonly principal: Principal;
}

/** Identities and decisions of one local cloud. */
export const createAccess = ({ account, partition = "aws", storage, roles, log }: AccessOptions): Access => {
  const decisions = new DecisionCache();
  const administrator: Identity = {
    credentials: administratorKey(storage),
    principal: administratorOf(account, partition),
  };
  // Sessions die with the processes that hold them; a restart makes new ones.
  const identities = new Map<string, Identity>([[administrator.credentials.accessKeyId, administrator]]);

  const requireRole = (arn: string): Role => {
    const role = roles.find(arn.split("/").pop() ?? arn);
    if (role?.arn === arn) return role;
    throw new ServiceError("NoSuchEntity", `The role with name ${arn.split("/").pop()} cannot be found.`, 404);
  };

  const session = (role: Role, name: string, context?: Principal["context"]): Principal => ({
    arn: `arn:${partition}:sts::${account}:assumed-role/${role.name}/${name}`,
    roleArn: role.arn,
    account,
    userId: `${role.uniqueId}:${name}`,
    policies: () => roles.find(role.name)?.policies ?? NO_POLICIES,
    ...(context ? { context } : {}),
  });

  const open = (principal: Principal): Credentials => {
    const credentials = temporaryCredentials();
    identities.set(credentials.accessKeyId, { credentials, principal });
    return credentials;
  };

  return {
    administrator: administrator.credentials,
    assumeRole(roleArn, name, service) {
      const role = requireRole(roleArn);
      if (service !== undefined && !trusts(role, service, account)) {
        throw new ServiceError("AccessDenied", `The role ${roleArn} does not let ${service} assume it`, 403);
      }
      return open(session(role, name));
    },
    assumeRoleFor(roleArn, name, { provider, context }) {
      const role = roles.find(roleArn.split("/").pop() ?? roleArn);
      if (role?.arn !== roleArn) return undefined;
      const who: Caller = { arn: provider, account, federated: provider, context };
      const asked = { action: "sts:AssumeRoleWithWebIdentity", resource: roleArn };
      const { allowed, denied } = resourceVerdict(who, role.trust, asked);
      return allowed && !denied ? open(session(role, name, context)) : undefined;
    },
    revoke: (accessKeyId) => void identities.delete(accessKeyId),
    servicePrincipal(roleArn, service) {
      const role = roles.find(roleArn.split("/").pop() ?? roleArn);
      if (role?.arn !== roleArn || !trusts(role, serviceName(service), account)) return undefined;
      return session(role, SESSION_NAMES[serviceName(service)] ?? service.split(".")[0] ?? service);
    },
    find: (accessKeyId) => identities.get(accessKeyId),
    decide(principal, request) {
      const policies = principal.policies();
      // Sessions of one role and name are told apart by what is of each of them.
      const who = principal.context ? `${principal.arn} ${JSON.stringify(principal.context)}` : principal.arn;
      const decision = decisions.get(policies, who, request, () => evaluate(principal, policies, request));
      if (!decision.allowed) log?.warn("access", refusalLine(principal, request, decision));
      return decision;
    },
  };
};

const NO_POLICIES = [] as const;

// fidelity: observed: the session in API Gateway's access errors; other services choose their own
const SESSION_NAMES: Readonly<Record<string, string>> = { "apigateway.amazonaws.com": "BackplaneAssumeRoleSession" };

const serviceName = (service: string): string => (service.includes(".") ? service : `${service}.amazonaws.com`);

/** A role that changes is another object. */
const trusted = new WeakMap<Role, Map<string, boolean>>();

const trusts = (role: Role, service: string, account: string): boolean => {
  const known = trusted.get(role) ?? new Map<string, boolean>();
  trusted.set(role, known);
  const verdict = known.get(service) ?? trustVerdict(role, service, account);
  known.set(service, verdict);
  return verdict;
};

const trustVerdict = (role: Role, service: string, account: string): boolean => {
  const caller: Caller = { arn: service, account, service };
  const request: AccessRequest = {
    action: "sts:AssumeRole",
    resource: role.arn,
    context: { "aws:SourceAccount": account },
  };
  const verdict = resourceVerdict(caller, role.trust, request);
  return verdict.allowed && !verdict.denied;
};

const administratorOf = (account: string, partition: string): Principal => {
  const policies = [
    parsePolicy({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
  ];
  return {
    arn: `arn:${partition}:iam::${account}:user/administrator`,
    account,
    userId: "AIDAADMINISTRATOR2345",
    policies: () => policies,
  };
};
