import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { protocolOf } from "../../wire/protocols/protocol";
import { ServiceError } from "../../wire/service-error";
import type { Service } from "../service";
import { IdentityPools } from "./identity-pools";
import { describeIdentityPool } from "./operations/describe-identity-pool";
import { getCredentialsForIdentity } from "./operations/get-credentials-for-identity";
import { getId } from "./operations/get-id";
import type { IdentityParts } from "./operations/identity-operation";
import { identityPoolType } from "./resources/identity-pool";
import { identityPoolRoleAttachmentType } from "./resources/identity-pool-role-attachment";

const OPERATIONS: readonly Operation<IdentityParts>[] = [describeIdentityPool, getCredentialsForIdentity, getId];

/** Cognito identity pools: credentials of AWS for users, and for guests where a pool takes them. */
export const createCognitoIdentityService = (cloud: Cloud): Service => {
  const identityPools = new IdentityPools(cloud);
  const api = createApi({
    service: "cognito-identity",
    services: { identityPools, cloud },
    access: cloud.access,
    operations: OPERATIONS,
    errors: {},
    // fidelity: docs: InvalidParameterException of every operation
    refuse: (invalid) => new ServiceError("InvalidParameterException", refuseJsonInput(invalid).message),
    log: cloud.log,
  });
  // fidelity: docs: "IAM roles": operations that nobody signs
  const unsigned = new Set(OPERATIONS.filter(({ actions }) => actions.length === 0).map(({ name }) => name));
  const nobody: Principal = { arn: "anonymous", account: cloud.account, userId: "anonymous", policies: () => [] };
  return {
    name: "cognito-identity",
    resources: [identityPoolType(identityPools), identityPoolRoleAttachmentType(identityPools)],
    async open(request) {
      if (!request.headers["x-amz-target"]?.startsWith("AWSCognitoIdentityService.")) return undefined;
      const protocol = protocolOf(request);
      const opens = protocol.kind === "aws-json" && unsigned.has(protocol.operation);
      return opens ? api.handle({ ...request, principal: nobody }) : undefined;
    },
    ...api,
  };
};
