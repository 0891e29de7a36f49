import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import * as cognito from "@pulumi/aws/cognito";
import { Permission } from "@pulumi/aws/lambda";
import { Record } from "@pulumi/aws/route53";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const userPoolChildren = () => ({
  pool: cognito.UserPool,
  clients: cognito.UserPoolClient,
  groups: cognito.UserGroup,
  resourceServers: cognito.ResourceServer,
  identityProviders: cognito.IdentityProvider,
  domain: cognito.UserPoolDomain,
  domainRecord: Record,
  branding: cognito.ManagedLoginBranding,
  permissions: Permission,
  throttlesAlarm: MetricAlarm,
});

export type UserPoolTransform = TransformOf<typeof userPoolChildren>;

/**
 * By key: clients, their branding and their alarms by that of the client; groups, resource servers and identity
 * providers as the arguments name them; permissions by the name of the function that Cognito asks. The domain is there
 * where there is one, its record where it is an own one with a zone.
 */
export type UserPoolNodes = NodesOf<
  typeof userPoolChildren,
  {
    clients: "by key";
    groups: "by key";
    resourceServers: "by key";
    identityProviders: "by key";
    domain: "optional";
    domainRecord: "optional";
    branding: "by key";
    permissions: "by key";
    throttlesAlarm: "by key";
  }
>;

export type MakeUserPoolChild = Make<typeof userPoolChildren>;
