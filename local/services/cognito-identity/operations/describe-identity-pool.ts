import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import type { IdentityParts } from "./identity-operation";

export const describeIdentityPool = operation(
  "DescribeIdentityPool",
  z.object({ IdentityPoolId: z.string().min(1).max(55) }),
  {
    action: "cognito-identity:DescribeIdentityPool",
    on: ({ identityPools, cloud }: IdentityParts, { IdentityPoolId }) => {
      const { partition, region, account } = cloud;
      return resource(`arn:${partition}:cognito-identity:${region}:${account}:identitypool/${IdentityPoolId}`, () =>
        identityPools.require(IdentityPoolId),
      );
    },
  },
  () =>
    (_, { id, name, unauthenticated, providers }) => ({
      IdentityPoolId: id,
      IdentityPoolName: name,
      AllowUnauthenticatedIdentities: unauthenticated,
      CognitoIdentityProviders: providers.map(({ clientId, name: ProviderName, check }) => ({
        ClientId: clientId,
        ProviderName,
        ServerSideTokenCheck: check,
      })),
    }),
);
