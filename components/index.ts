// The public surface. What is not here may change without notice.

export { type DetailOf, type EventContract, type EventName, eventContract } from "./contracts/event";
export { ArgsError } from "./core/args/args-error";
export type { Duration } from "./core/args/duration";
export type { Encryption } from "./core/args/encryption";
export type { Retention } from "./core/args/retention";
export type { ScheduleExpression } from "./core/args/schedule-expression";
export type { Size } from "./core/args/size";
export type { Authorizer, Callers, Opening, SecurityScheme } from "./core/authorizer";
export type { Transform } from "./core/component/transform";
export type { Receiver } from "./core/receiver";
export type { RequestValue } from "./core/request-value";
export type { Grant, Link } from "./core/rights/link";
export { policyJson, type Statement } from "./core/rights/policy-document";
export type { SecurityGroupTarget } from "./core/security-group-target";
export { stackOutput } from "./core/stack-outputs";
export type { Integration, InvokedFunction, RouteContext, ServedRoute, Target } from "./core/target";
export type { Line, Watched, Widget } from "./core/widget";
export type { Work, WorkCall, WorkTask } from "./core/work";
export type { BucketArgs } from "./data/bucket/args";
export { Bucket } from "./data/bucket/bucket";
export type { BucketNodes, BucketTransform } from "./data/bucket/children";
export type { BucketCors, BucketMethod } from "./data/bucket/cors";
export type { LifecycleRule } from "./data/bucket/lifecycle";
export type { ObjectEvent } from "./data/bucket/notifications";
export { type BucketPlan, planBucket } from "./data/bucket/plan";
export type { ObjectArgs } from "./data/bucket/target";
export type { CacheArgs, CacheLimits, CacheNodes, NodeCacheArgs, ServerlessCacheArgs } from "./data/cache/args";
export { Cache } from "./data/cache/cache";
export type { CacheNodesMade, CacheTransform } from "./data/cache/children";
export { type CachePlan, planCache } from "./data/cache/plan";
export type { DatabaseArgs, InstanceDatabaseArgs, ServerlessDatabaseArgs } from "./data/database/args";
export type { DatabaseCapacity } from "./data/database/capacity";
export type {
  DatabaseNodes,
  DatabaseTransform,
  InstanceTransform,
  ServerlessTransform,
} from "./data/database/children";
export { Database } from "./data/database/database";
export type { DatabaseInstance, DatabaseStorage } from "./data/database/instance";
export type { SignIn } from "./data/database/links";
export type { DatabasePasswords, PasswordRotation } from "./data/database/passwords";
export { type DatabasePlan, planDatabase } from "./data/database/plan";
export type { DatabaseProxy } from "./data/database/proxy";
export type { MaintenanceWindows } from "./data/database/windows";
export type { SecretArgs, SecretRotation } from "./data/secret/args";
export type { SecretNodes, SecretTransform } from "./data/secret/children";
export type { DatabaseCredentials } from "./data/secret/credentials";
export { planSecret, type SecretPlan } from "./data/secret/plan";
export { Secret } from "./data/secret/secret";
export type { TableAlarms, TableArgs } from "./data/table/args";
export type { KeyAttribute, TableKey } from "./data/table/attributes";
export type { MaxThroughput, ProvisionedCapacity, Units } from "./data/table/capacity";
export type { TableNodes, TableTransform } from "./data/table/children";
export type { LocalIndex, Projection, TableIndex } from "./data/table/indexes";
export type { Narrowing, TableReading } from "./data/table/narrowing";
export { planTable, type TablePlan } from "./data/table/plan";
export { Table } from "./data/table/table";
export type { AttributeShape, AttributeShapes } from "./data/table/targets/attribute-shape";
export type { GetArgs, PutArgs, QueryArgs } from "./data/table/targets/target-args";
export type { FilterPattern } from "./logic/filter-pattern/filter-pattern";
export type { LambdaFunctionArgs } from "./logic/function/args";
export {
  type IdentitySource,
  type LambdaAuthorizerArgs,
  lambdaAuthorizer,
  type TokenCallersArgs,
} from "./logic/function/authorizer";
export type { LambdaFunctionNodes, LambdaFunctionTransform } from "./logic/function/children";
export { functionOf } from "./logic/function/function-of";
export { LambdaFunction } from "./logic/function/lambda-function";
export { type LambdaFunctionPlan, planLambdaFunction } from "./logic/function/plan";
export type {
  ProvisionedChange,
  ProvisionedConcurrency,
  ProvisionedSchedule,
} from "./logic/function/provisioned-concurrency";
export type { Batch, QueueConsumerArgs } from "./logic/queue-consumer/args";
export type { QueueConsumerNodes, QueueConsumerTransform } from "./logic/queue-consumer/children";
export { planQueueConsumer, type QueueConsumerPlan } from "./logic/queue-consumer/plan";
export { QueueConsumer } from "./logic/queue-consumer/queue-consumer";
export type { RestApiAlarms, RestApiArgs } from "./logic/rest-api/args";
export type { RestApiNodes, RestApiTransform } from "./logic/rest-api/children";
export type { Cors } from "./logic/rest-api/cors";
export type { ApiEndpoint } from "./logic/rest-api/endpoint";
export type { FromOpenApiArgs, OperationBinding } from "./logic/rest-api/from-openapi/plan-openapi";
export type { SchemeBinding, SchemeBindings } from "./logic/rest-api/from-openapi/read-security";
export { planRestApi, type RestApiPlan } from "./logic/rest-api/plan";
export type { Protection } from "./logic/rest-api/protection";
export type { ParameterSchemas } from "./logic/rest-api/request-parameters";
export type { ApiPolicy } from "./logic/rest-api/resource-policy";
export { RestApi } from "./logic/rest-api/rest-api";
export type { Route, RouteAuth, Routes } from "./logic/rest-api/route";
export type { RouteKey } from "./logic/rest-api/route-key";
export type { SiteHeader, SiteSecret } from "./logic/rest-api/sites-only";
export type { StageVariables } from "./logic/rest-api/stage-variables";
export { type HttpArgs, type HttpValue, http } from "./logic/rest-api/targets/http";
export { type MockArgs, mock } from "./logic/rest-api/targets/mock";
export type { Throttle } from "./logic/rest-api/throttle";
export type {
  StartingPosition,
  StreamAlarms,
  StreamBatch,
  StreamConsumerArgs,
  StreamReading,
} from "./logic/stream-consumer/args";
export type { StreamConsumerNodes, StreamConsumerTransform } from "./logic/stream-consumer/children";
export { planStreamConsumer, type StreamConsumerPlan } from "./logic/stream-consumer/plan";
export { StreamConsumer } from "./logic/stream-consumer/stream-consumer";
export type { UsageLimits, UsagePlanArgs } from "./logic/usage-plan/args";
export type { UsagePlanNodes, UsagePlanTransform } from "./logic/usage-plan/children";
export { planUsagePlan, type UsagePlanPlan } from "./logic/usage-plan/plan";
export type { Quota } from "./logic/usage-plan/quota";
export { UsagePlan } from "./logic/usage-plan/usage-plan";
export type {
  Connect,
  ConnectAuthorizer,
  SocketRoute,
  Tickets,
  WebSocketApiArgs,
} from "./logic/websocket-api/args";
export type { WebSocketApiNodes, WebSocketApiTransform } from "./logic/websocket-api/children";
export { planWebSocketApi, type WebSocketApiPlan } from "./logic/websocket-api/plan";
export { WebSocketApi } from "./logic/websocket-api/websocket-api";
export type { WorkflowArgs } from "./logic/workflow/args";
export type { WorkflowNodes, WorkflowTransform } from "./logic/workflow/children";
export type { Definition } from "./logic/workflow/definition";
export { planWorkflow, type WorkflowPlan } from "./logic/workflow/plan";
export type {
  Catch,
  ChoiceState,
  FailState,
  Flow,
  MapState,
  ParallelState,
  PassState,
  Retry,
  SucceedState,
  TaskState,
  Template,
  WaitState,
  WorkflowState,
} from "./logic/workflow/states";
export type { RunOptions, StartOptions } from "./logic/workflow/target";
export { Workflow } from "./logic/workflow/workflow";
export type { DeliveryRetry } from "./messaging/dead-letters/retry";
export type { AdoptedEventBus, AdoptingEventBusArgs } from "./messaging/event-bus/adopted-event-bus";
export type { EventBusArgs } from "./messaging/event-bus/args";
export type { EventBusNodes, EventBusTransform } from "./messaging/event-bus/children";
export { EventBus } from "./messaging/event-bus/event-bus";
export { type EventBusPlan, planEventBus } from "./messaging/event-bus/plan";
export type { AwsEventRuleArgs, EventRuleArgs, OwnEventRuleArgs } from "./messaging/event-rule/args";
export type { EventRuleNodes, EventRuleTransform } from "./messaging/event-rule/children";
export { EventRule } from "./messaging/event-rule/event-rule";
export type { AwsEvent, Matcher, Where, WhereOf } from "./messaging/event-rule/pattern";
export { type EventRulePlan, planEventRule } from "./messaging/event-rule/plan";
export type { QueueAlarms, QueueArgs } from "./messaging/queue/args";
export type { QueueNodes, QueueTransform } from "./messaging/queue/children";
export { planQueue, type QueuePlan } from "./messaging/queue/plan";
export { Queue } from "./messaging/queue/queue";
export type { ScheduleArgs } from "./messaging/schedule/args";
export type { ScheduleNodes, ScheduleTransform } from "./messaging/schedule/children";
export { planSchedule, type SchedulePlan } from "./messaging/schedule/plan";
export { Schedule } from "./messaging/schedule/schedule";
export type { StreamArgs } from "./messaging/stream/args";
export type { StreamNodes, StreamTransform } from "./messaging/stream/children";
export { type AdoptedKinesisStream, kinesisStream } from "./messaging/stream/kinesis-stream";
export { planStream, type StreamPlan } from "./messaging/stream/plan";
export { Stream } from "./messaging/stream/stream";
export type { TopicArgs } from "./messaging/topic/args";
export type { TopicNodes, TopicTransform } from "./messaging/topic/children";
export { planTopic, type TopicPlan } from "./messaging/topic/plan";
export { Topic } from "./messaging/topic/topic";
export type { SubscribedFunction, TopicSubscriptionArgs } from "./messaging/topic-subscription/args";
export type { TopicSubscriptionNodes, TopicSubscriptionTransform } from "./messaging/topic-subscription/children";
export { planTopicSubscription, type TopicSubscriptionPlan } from "./messaging/topic-subscription/plan";
export { TopicSubscription } from "./messaging/topic-subscription/topic-subscription";
export type { AdoptedNetwork } from "./network/adopted-network";
export type { AdoptingArgs, NetworkArgs } from "./network/args";
export type { NetworkNodes, NetworkTransform } from "./network/children";
export { Network } from "./network/network";
export { type NetworkPlan, planNetwork } from "./network/plan";
export { AccountLogRole } from "./operations/account-log-role/account-log-role";
export type { AccountLogRoleArgs } from "./operations/account-log-role/args";
export type { AccountLogRoleNodes, AccountLogRoleTransform } from "./operations/account-log-role/children";
export { type AccountLogRolePlan, planAccountLogRole } from "./operations/account-log-role/plan";
export { Alarms } from "./operations/alarms/alarms";
export type { AlarmsArgs } from "./operations/alarms/args";
export type { AlarmsNodes, AlarmsTransform } from "./operations/alarms/children";
export { type AlarmsPlan, planAlarms } from "./operations/alarms/plan";
export type { DashboardArgs, PatternDashboard } from "./operations/dashboard/args";
export type { DashboardNodes, DashboardTransform } from "./operations/dashboard/children";
export { Dashboard } from "./operations/dashboard/dashboard";
export { type DashboardPlan, planDashboard } from "./operations/dashboard/plan";
export type { KeyArgs } from "./operations/key/args";
export type { KeyNodes, KeyTransform } from "./operations/key/children";
export { Key } from "./operations/key/key";
export { type KeyPlan, planKey } from "./operations/key/plan";
export type { AsyncApiAlarms, AsyncApiArgs, AsyncApiConsumer } from "./patterns/async-api/args";
export { AsyncApi } from "./patterns/async-api/async-api";
export { type AsyncApiPlan, planAsyncApi } from "./patterns/async-api/plan";
export type { Consuming, MicroserviceArgs, Publishing } from "./patterns/microservice/args";
export { Microservice } from "./patterns/microservice/microservice";
export { type MicroservicePlan, planMicroservice } from "./patterns/microservice/plan";
export type { MobileBackendArgs } from "./patterns/mobile-backend/args";
export { MobileBackend } from "./patterns/mobile-backend/mobile-backend";
export { type MobileBackendPlan, planMobileBackend } from "./patterns/mobile-backend/plan";
export type { PlatformArgs } from "./patterns/platform/args";
export { type PlatformPlan, planPlatform } from "./patterns/platform/plan";
export { Platform } from "./patterns/platform/platform";
export type { SharedPlatform, SharedService } from "./patterns/platform/shared-platform";
export type { SinglePageAppArgs } from "./patterns/single-page-app/args";
export { planSinglePageApp, type SinglePageAppPlan } from "./patterns/single-page-app/plan";
export { SinglePageApp } from "./patterns/single-page-app/single-page-app";
export type { WebAppArgs, WebDomain, WebLive, WebSite } from "./patterns/web-app/args";
export { planWebApp, type WebAppPlan } from "./patterns/web-app/plan";
export { WebApp } from "./patterns/web-app/web-app";
export { AmplifyApp } from "./presentation/amplify-app/amplify-app";
export type {
  AmplifyAppArgs,
  AmplifyBranch,
  AmplifyDomain,
  AmplifyRepository,
} from "./presentation/amplify-app/args";
export type { AmplifyAppNodes, AmplifyAppTransform } from "./presentation/amplify-app/children";
export { type AmplifyAppPlan, planAmplifyApp } from "./presentation/amplify-app/plan";
export type { AmplifyRule } from "./presentation/amplify-app/rules";
export { ApiDomain } from "./presentation/api-domain/api-domain";
export type { AdoptedApiDomain, AdoptingApiDomainArgs, ApiDomainArgs, MutualTls } from "./presentation/api-domain/args";
export type { ApiDomainNodes, ApiDomainTransform } from "./presentation/api-domain/children";
export { type ApiDomainPlan, planApiDomain } from "./presentation/api-domain/plan";
export { ApiFront } from "./presentation/api-front/api-front";
export type { ApiFrontArgs } from "./presentation/api-front/args";
export type { ApiFrontNodes, ApiFrontTransform } from "./presentation/api-front/children";
export { type ApiFrontPlan, planApiFront } from "./presentation/api-front/plan";
export type { BucketFrontArgs } from "./presentation/bucket-front/args";
export { BucketFront } from "./presentation/bucket-front/bucket-front";
export type { BucketFrontNodes, BucketFrontTransform } from "./presentation/bucket-front/children";
export { type BucketFrontPlan, planBucketFront } from "./presentation/bucket-front/plan";
export type { DomainArgs } from "./presentation/domain/args";
export type { DnsRecord } from "./presentation/domain/certificate";
export type { DomainNodes, DomainTransform } from "./presentation/domain/children";
export { type AliasTarget, Domain } from "./presentation/domain/domain";
export { type DomainPlan, planDomain } from "./presentation/domain/plan";
export type { IdentityPoolArgs, IdentityRights } from "./presentation/identity-pool/args";
export type { IdentityPoolNodes, IdentityPoolTransform } from "./presentation/identity-pool/children";
export { IdentityPool } from "./presentation/identity-pool/identity-pool";
export { type IdentityPoolPlan, planIdentityPool } from "./presentation/identity-pool/plan";
export type { SiteWebAcl, StaticSiteArgs } from "./presentation/static-site/args";
export type { StaticSiteNodes, StaticSiteTransform } from "./presentation/static-site/children";
export type { SiteCountries } from "./presentation/static-site/countries";
export type { SiteNames } from "./presentation/static-site/domain-names";
export type { FileCaching, FileRule } from "./presentation/static-site/file-rules";
export type { SiteHeaders, SiteSources } from "./presentation/static-site/headers";
export { planStaticSite, type StaticSitePlan } from "./presentation/static-site/plan";
export type { PrivateContent } from "./presentation/static-site/private-content";
export type { Redirect, SiteRedirect } from "./presentation/static-site/redirects";
export { StaticSite } from "./presentation/static-site/static-site";
export type { SitePassword, SiteVisitors } from "./presentation/static-site/visitors";
export type { Issuer, TokenAuthorizerArgs } from "./presentation/token-authorizer/args";
export { tokenAuthorizer } from "./presentation/token-authorizer/authorizer";
export type { TokenAuthorizerNodes, TokenAuthorizerTransform } from "./presentation/token-authorizer/children";
export { planTokenAuthorizer, type TokenAuthorizerPlan } from "./presentation/token-authorizer/plan";
export { TokenAuthorizer } from "./presentation/token-authorizer/token-authorizer";
export type { SharedUserPool, Users } from "./presentation/user-pool/adopted-users";
export type { UserPoolArgs } from "./presentation/user-pool/args";
export type { UserAttribute, UserAttributes } from "./presentation/user-pool/attributes";
export type { UserPoolAuthorizerArgs } from "./presentation/user-pool/authorizer";
export type { BrandingAsset, LoginBranding, OwnBranding } from "./presentation/user-pool/branding";
export type { UserPoolNodes, UserPoolTransform } from "./presentation/user-pool/children";
export type { SignInFlow, UserPoolClient } from "./presentation/user-pool/clients/client";
export type { ClientLogin, MachineLogin } from "./presentation/user-pool/clients/login";
export type { OwnDomain, PrefixDomain, UserPoolDomain } from "./presentation/user-pool/domain";
export type { FeaturePlan } from "./presentation/user-pool/features";
export type { UserGroup, UserGroups } from "./presentation/user-pool/groups";
export type { Mail, MailText, Messages, SesMail } from "./presentation/user-pool/mail";
export type { CharacterKind, PasswordPolicy } from "./presentation/user-pool/password";
export { planAddedClient, planUserPool, type UserPoolPlan } from "./presentation/user-pool/plan";
export type {
  AppleProvider,
  AttributeMapping,
  IdentityProviders,
  OidcProvider,
  SamlProvider,
  SocialProvider,
} from "./presentation/user-pool/providers/identity-providers";
export type { ResourceServers } from "./presentation/user-pool/scopes";
export { sessionFunction, sessionRoutes, sessionVariables } from "./presentation/user-pool/session";
export type { TokenTrigger, Triggers } from "./presentation/user-pool/triggers";
export { type MadeClient, UserPool } from "./presentation/user-pool/user-pool";
export type { WebAclArgs, WebAclLogs, WebAclRate, WebAclRule } from "./protection/web-acl/args";
export type { WebAclNodes, WebAclTransform } from "./protection/web-acl/children";
export type { Condition } from "./protection/web-acl/condition";
export type { ManagedGroup, ManagedRules, ManagedUse } from "./protection/web-acl/managed-rules";
export { planWebAcl, type WebAclPlan } from "./protection/web-acl/plan";
export { WebAcl } from "./protection/web-acl/web-acl";
