import type { KeyObject } from "node:crypto";
import type { AccessRequest, Decision, Principal } from "../../../access/access";
import type { SignedRequest } from "../../../wire/signatures/signed-request";
import type { Verified } from "../../../wire/signatures/sigv4";
import type { FunctionInvoker } from "../../lambda/invoker";
import type { Service } from "../../service";

/** What lies behind the gateway, and who may call it. */
export interface Backends {
  readonly functions: FunctionInvoker;
  /** An AWS service by its name in an integration URI. */
  service(name: string): Service | undefined;
  /** The principal of a role that API Gateway assumes; `undefined` when it may not. */
  principal(roleArn: string): Principal | undefined;
  /** Who signed a request. Throws a `ServiceError` for a signature that does not hold. */
  authenticate(request: SignedRequest): Verified;
  decide(principal: Principal, request: AccessRequest): Decision;
  /** The key by which a user pool signs tokens; `undefined` when the pool or the key is unknown. */
  verificationKey(userPoolArn: string, keyId: string): KeyObject | undefined;
}
