import type { Rule } from "./rule";
import { closedPrivateApi, declaredOpenRoutes } from "./rules/api-authorization";
import { alarmTopicDelivers, encryptedAtRest } from "./rules/encryption";
import { failedEventsAreKept, undeliveredIsKept } from "./rules/events";
import { noBroadManagedPolicy, noWildcardAction, noWildcardResource } from "./rules/least-privilege";
import { logRetention, ownLogGroup, tracing } from "./rules/observability";
import {
  alarmsInProtectedStacks,
  databasesAreBackedUp,
  deletionProtection,
  keysLast,
  secretsCanBeHadBack,
  tablesAreBackedUp,
} from "./rules/protected-stacks";
import {
  noOpenPermission,
  noOpenSecurityGroup,
  noPublicBucket,
  noPublicDatabase,
  noPublicPolicy,
} from "./rules/public-access";
import { deadLetterQueue, visibilityForRetries, visibilityTimeout } from "./rules/queues";
import { runtimeEndsSoon, supportedRuntime } from "./rules/runtimes";
import { noSecretInEnvironment } from "./rules/secrets";
import { failedRecordsAreKept } from "./rules/streams";
import { tags } from "./rules/tags";
import { modernTls, tlsOnly, tlsToBackends, tlsToDatabases } from "./rules/transport";
import { noImplicitFlow, secondFactor, unknownUsers } from "./rules/users";

/** What every stack has to hold. */
export const RULES: readonly Rule[] = [
  noPublicDatabase,
  noPublicBucket,
  noPublicPolicy,
  noOpenSecurityGroup,
  noOpenPermission,
  declaredOpenRoutes,
  closedPrivateApi,
  encryptedAtRest,
  alarmTopicDelivers,
  tlsOnly,
  tlsToDatabases,
  tlsToBackends,
  modernTls,
  noWildcardAction,
  noWildcardResource,
  noBroadManagedPolicy,
  noSecretInEnvironment,
  supportedRuntime,
  runtimeEndsSoon,
  logRetention,
  ownLogGroup,
  tracing,
  deadLetterQueue,
  visibilityTimeout,
  visibilityForRetries,
  failedRecordsAreKept,
  undeliveredIsKept,
  failedEventsAreKept,
  alarmsInProtectedStacks,
  deletionProtection,
  tablesAreBackedUp,
  databasesAreBackedUp,
  secretsCanBeHadBack,
  keysLast,
  secondFactor,
  unknownUsers,
  noImplicitFlow,
  tags,
];
