/**
 * The members of each operation's input in AWS's published API models, written by `npm run api-members`: `A B{C *{D}}`
 * is a member A, and a member B that holds C and items of D. A REST API's lie in the body, the headers and the query.
 */
// fidelity: docs: the service-2.json models of botocore 1.43.11
export const MODEL_MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  amplify: {
    CreateDeployment: "body{fileMap} header{} query{}",
    GetApp: "body{} header{} query{}",
    GetBranch: "body{} header{} query{}",
    GetJob: "body{} header{} query{}",
    ListApps: "body{} header{} query{maxResults nextToken}",
    ListBranches: "body{} header{} query{maxResults nextToken}",
    ListJobs: "body{} header{} query{maxResults nextToken}",
    StartDeployment: "body{jobId sourceUrl sourceUrlType} header{} query{}",
    StopJob: "body{} header{} query{}",
  },
  cloudfront: {
    CreateFunction:
      "body{FunctionCode FunctionConfig{Comment KeyValueStoreAssociations{Items{*{KeyValueStoreARN}} Quantity} Runtime} Name Tags{Items{*{Key Value}}}} header{} query{}",
    CreateInvalidation: "body{CallerReference Paths{Items Quantity}} header{} query{}",
    DeleteFunction: "body{} header{if-match} query{}",
    DescribeFunction: "body{} header{} query{Stage}",
    GetDistribution: "body{} header{} query{}",
    GetDistributionConfig: "body{} header{} query{}",
    GetFunction: "body{} header{} query{Stage}",
    GetInvalidation: "body{} header{} query{}",
    ListDistributions: "body{} header{} query{Marker MaxItems}",
    ListFunctions: "body{} header{} query{Marker MaxItems Stage}",
    ListInvalidations: "body{} header{} query{Marker MaxItems}",
    PublishFunction: "body{} header{if-match} query{}",
    TestFunction: "body{EventObject Stage} header{if-match} query{}",
    UpdateFunction:
      "body{FunctionCode FunctionConfig{Comment KeyValueStoreAssociations{Items{*{KeyValueStoreARN}} Quantity} Runtime}} header{if-match} query{}",
  },
  "cognito-identity": {
    DescribeIdentityPool: "IdentityPoolId",
    GetCredentialsForIdentity: "CustomRoleArn IdentityId Logins",
    GetId: "AccountId IdentityPoolId Logins",
  },
  "cognito-idp": {
    AddCustomAttributes:
      "CustomAttributes{*{AttributeDataType DeveloperOnlyAttribute Mutable Name NumberAttributeConstraints{MaxValue MinValue} Required StringAttributeConstraints{MaxLength MinLength}}} UserPoolId",
    AdminAddUserToGroup: "GroupName UserPoolId Username",
    AdminConfirmSignUp: "ClientMetadata UserPoolId Username",
    AdminCreateUser:
      "ClientMetadata DesiredDeliveryMediums ForceAliasCreation MessageAction TemporaryPassword UserAttributes{*{Name Value}} UserPoolId Username ValidationData{*{Name Value}}",
    AdminDeleteUser: "UserPoolId Username",
    AdminDeleteUserAttributes: "UserAttributeNames UserPoolId Username",
    AdminDisableUser: "UserPoolId Username",
    AdminEnableUser: "UserPoolId Username",
    AdminGetUser: "UserPoolId Username",
    AdminInitiateAuth:
      "AnalyticsMetadata{AnalyticsEndpointId} AuthFlow AuthParameters ClientId ClientMetadata ContextData{EncodedData HttpHeaders{*{headerName headerValue}} IpAddress ServerName ServerPath} Session UserPoolId",
    AdminListGroupsForUser: "Limit NextToken UserPoolId Username",
    AdminRemoveUserFromGroup: "GroupName UserPoolId Username",
    AdminResetUserPassword: "ClientMetadata UserPoolId Username",
    AdminRespondToAuthChallenge:
      "AnalyticsMetadata{AnalyticsEndpointId} ChallengeName ChallengeResponses ClientId ClientMetadata ContextData{EncodedData HttpHeaders{*{headerName headerValue}} IpAddress ServerName ServerPath} Session UserPoolId",
    AdminSetUserMFAPreference:
      "EmailMfaSettings{Enabled PreferredMfa} SMSMfaSettings{Enabled PreferredMfa} SoftwareTokenMfaSettings{Enabled PreferredMfa} UserPoolId Username WebAuthnMfaSettings{Enabled}",
    AdminSetUserPassword: "Password Permanent UserPoolId Username",
    AdminUpdateUserAttributes: "ClientMetadata UserAttributes{*{Name Value}} UserPoolId Username",
    AdminUserGlobalSignOut: "UserPoolId Username",
    AssociateSoftwareToken: "AccessToken Session",
    ChangePassword: "AccessToken PreviousPassword ProposedPassword",
    ConfirmForgotPassword:
      "AnalyticsMetadata{AnalyticsEndpointId} ClientId ClientMetadata ConfirmationCode Password SecretHash UserContextData{EncodedData IpAddress} Username",
    ConfirmSignUp:
      "AnalyticsMetadata{AnalyticsEndpointId} ClientId ClientMetadata ConfirmationCode ForceAliasCreation SecretHash Session UserContextData{EncodedData IpAddress} Username",
    CreateGroup: "Description GroupName Precedence RoleArn UserPoolId",
    CreateIdentityProvider: "AttributeMapping IdpIdentifiers ProviderDetails ProviderName ProviderType UserPoolId",
    CreateManagedLoginBranding:
      "Assets{*{Bytes Category ColorMode Extension ResourceId}} ClientId Settings UseCognitoProvidedValues UserPoolId",
    CreateResourceServer: "Identifier Name Scopes{*{ScopeDescription ScopeName}} UserPoolId",
    CreateUserPool:
      "AccountRecoverySetting{RecoveryMechanisms{*{Name Priority}}} AdminCreateUserConfig{AllowAdminCreateUserOnly InviteMessageTemplate{EmailMessage EmailSubject SMSMessage} UnusedAccountValidityDays} AliasAttributes AutoVerifiedAttributes DeletionProtection DeviceConfiguration{ChallengeRequiredOnNewDevice DeviceOnlyRememberedOnUserPrompt} EmailConfiguration{ConfigurationSet EmailSendingAccount From ReplyToEmailAddress SourceArn} EmailVerificationMessage EmailVerificationSubject LambdaConfig{CreateAuthChallenge CustomEmailSender{LambdaArn LambdaVersion} CustomMessage CustomSMSSender{LambdaArn LambdaVersion} DefineAuthChallenge InboundFederation{LambdaArn LambdaVersion} KMSKeyID PostAuthentication PostConfirmation PreAuthentication PreSignUp PreTokenGeneration PreTokenGenerationConfig{LambdaArn LambdaVersion} UserMigration VerifyAuthChallengeResponse} MfaConfiguration Policies{PasswordPolicy{MinimumLength PasswordHistorySize RequireLowercase RequireNumbers RequireSymbols RequireUppercase TemporaryPasswordValidityDays} SignInPolicy{AllowedFirstAuthFactors}} PoolName Schema{*{AttributeDataType DeveloperOnlyAttribute Mutable Name NumberAttributeConstraints{MaxValue MinValue} Required StringAttributeConstraints{MaxLength MinLength}}} SmsAuthenticationMessage SmsConfiguration{ExternalId SnsCallerArn SnsRegion} SmsVerificationMessage UserAttributeUpdateSettings{AttributesRequireVerificationBeforeUpdate} UserPoolAddOns{AdvancedSecurityAdditionalFlows{CustomAuthMode} AdvancedSecurityMode} UserPoolTags UserPoolTier UsernameAttributes UsernameConfiguration{CaseSensitive} VerificationMessageTemplate{DefaultEmailOption EmailMessage EmailMessageByLink EmailSubject EmailSubjectByLink SmsMessage}",
    CreateUserPoolClient:
      "AccessTokenValidity AllowedOAuthFlows AllowedOAuthFlowsUserPoolClient AllowedOAuthScopes AnalyticsConfiguration{ApplicationArn ApplicationId ExternalId RoleArn UserDataShared} AuthSessionValidity CallbackURLs ClientName ClientSecret DefaultRedirectURI EnablePropagateAdditionalUserContextData EnableTokenRevocation ExplicitAuthFlows GenerateSecret IdTokenValidity LogoutURLs PreventUserExistenceErrors ReadAttributes RefreshTokenRotation{Feature RetryGracePeriodSeconds} RefreshTokenValidity SupportedIdentityProviders TokenValidityUnits{AccessToken IdToken RefreshToken} UserPoolId WriteAttributes",
    CreateUserPoolDomain: "CustomDomainConfig{CertificateArn} Domain ManagedLoginVersion UserPoolId",
    DeleteGroup: "GroupName UserPoolId",
    DeleteIdentityProvider: "ProviderName UserPoolId",
    DeleteManagedLoginBranding: "ManagedLoginBrandingId UserPoolId",
    DeleteResourceServer: "Identifier UserPoolId",
    DeleteUser: "AccessToken",
    DeleteUserAttributes: "AccessToken UserAttributeNames",
    DeleteUserPool: "UserPoolId",
    DeleteUserPoolClient: "ClientId UserPoolId",
    DeleteUserPoolDomain: "Domain UserPoolId",
    DescribeIdentityProvider: "ProviderName UserPoolId",
    DescribeManagedLoginBranding: "ManagedLoginBrandingId ReturnMergedResources UserPoolId",
    DescribeManagedLoginBrandingByClient: "ClientId ReturnMergedResources UserPoolId",
    DescribeResourceServer: "Identifier UserPoolId",
    DescribeUserPool: "UserPoolId",
    DescribeUserPoolClient: "ClientId UserPoolId",
    DescribeUserPoolDomain: "Domain",
    ForgotPassword:
      "AnalyticsMetadata{AnalyticsEndpointId} ClientId ClientMetadata SecretHash UserContextData{EncodedData IpAddress} Username",
    GetGroup: "GroupName UserPoolId",
    GetIdentityProviderByIdentifier: "IdpIdentifier UserPoolId",
    GetTokensFromRefreshToken: "ClientId ClientMetadata ClientSecret DeviceKey RefreshToken",
    GetUser: "AccessToken",
    GetUserAttributeVerificationCode: "AccessToken AttributeName ClientMetadata",
    GetUserAuthFactors: "AccessToken",
    GetUserPoolMfaConfig: "UserPoolId",
    GlobalSignOut: "AccessToken",
    InitiateAuth:
      "AnalyticsMetadata{AnalyticsEndpointId} AuthFlow AuthParameters ClientId ClientMetadata Session UserContextData{EncodedData IpAddress}",
    ListGroups: "Limit NextToken UserPoolId",
    ListIdentityProviders: "MaxResults NextToken UserPoolId",
    ListResourceServers: "MaxResults NextToken UserPoolId",
    ListTagsForResource: "ResourceArn",
    ListUserPoolClients: "MaxResults NextToken UserPoolId",
    ListUserPools: "MaxResults NextToken",
    ListUsers: "AttributesToGet Filter Limit PaginationToken UserPoolId",
    ListUsersInGroup: "GroupName Limit NextToken UserPoolId",
    ResendConfirmationCode:
      "AnalyticsMetadata{AnalyticsEndpointId} ClientId ClientMetadata SecretHash UserContextData{EncodedData IpAddress} Username",
    RespondToAuthChallenge:
      "AnalyticsMetadata{AnalyticsEndpointId} ChallengeName ChallengeResponses ClientId ClientMetadata Session UserContextData{EncodedData IpAddress}",
    RevokeToken: "ClientId ClientSecret Token",
    SetUserMFAPreference:
      "AccessToken EmailMfaSettings{Enabled PreferredMfa} SMSMfaSettings{Enabled PreferredMfa} SoftwareTokenMfaSettings{Enabled PreferredMfa} WebAuthnMfaSettings{Enabled}",
    SetUserPoolMfaConfig:
      "EmailMfaConfiguration{Message Subject} MfaConfiguration SmsMfaConfiguration{SmsAuthenticationMessage SmsConfiguration{ExternalId SnsCallerArn SnsRegion}} SoftwareTokenMfaConfiguration{Enabled} UserPoolId WebAuthnConfiguration{FactorConfiguration RelyingPartyId UserVerification}",
    SignUp:
      "AnalyticsMetadata{AnalyticsEndpointId} ClientId ClientMetadata Password SecretHash UserAttributes{*{Name Value}} UserContextData{EncodedData IpAddress} Username ValidationData{*{Name Value}}",
    TagResource: "ResourceArn Tags",
    UntagResource: "ResourceArn TagKeys",
    UpdateGroup: "Description GroupName Precedence RoleArn UserPoolId",
    UpdateIdentityProvider: "AttributeMapping IdpIdentifiers ProviderDetails ProviderName UserPoolId",
    UpdateManagedLoginBranding:
      "Assets{*{Bytes Category ColorMode Extension ResourceId}} ManagedLoginBrandingId Settings UseCognitoProvidedValues UserPoolId",
    UpdateResourceServer: "Identifier Name Scopes{*{ScopeDescription ScopeName}} UserPoolId",
    UpdateUserAttributes: "AccessToken ClientMetadata UserAttributes{*{Name Value}}",
    UpdateUserPool:
      "AccountRecoverySetting{RecoveryMechanisms{*{Name Priority}}} AdminCreateUserConfig{AllowAdminCreateUserOnly InviteMessageTemplate{EmailMessage EmailSubject SMSMessage} UnusedAccountValidityDays} AutoVerifiedAttributes DeletionProtection DeviceConfiguration{ChallengeRequiredOnNewDevice DeviceOnlyRememberedOnUserPrompt} EmailConfiguration{ConfigurationSet EmailSendingAccount From ReplyToEmailAddress SourceArn} EmailVerificationMessage EmailVerificationSubject LambdaConfig{CreateAuthChallenge CustomEmailSender{LambdaArn LambdaVersion} CustomMessage CustomSMSSender{LambdaArn LambdaVersion} DefineAuthChallenge InboundFederation{LambdaArn LambdaVersion} KMSKeyID PostAuthentication PostConfirmation PreAuthentication PreSignUp PreTokenGeneration PreTokenGenerationConfig{LambdaArn LambdaVersion} UserMigration VerifyAuthChallengeResponse} MfaConfiguration Policies{PasswordPolicy{MinimumLength PasswordHistorySize RequireLowercase RequireNumbers RequireSymbols RequireUppercase TemporaryPasswordValidityDays} SignInPolicy{AllowedFirstAuthFactors}} PoolName SmsAuthenticationMessage SmsConfiguration{ExternalId SnsCallerArn SnsRegion} SmsVerificationMessage UserAttributeUpdateSettings{AttributesRequireVerificationBeforeUpdate} UserPoolAddOns{AdvancedSecurityAdditionalFlows{CustomAuthMode} AdvancedSecurityMode} UserPoolId UserPoolTags UserPoolTier VerificationMessageTemplate{DefaultEmailOption EmailMessage EmailMessageByLink EmailSubject EmailSubjectByLink SmsMessage}",
    UpdateUserPoolClient:
      "AccessTokenValidity AllowedOAuthFlows AllowedOAuthFlowsUserPoolClient AllowedOAuthScopes AnalyticsConfiguration{ApplicationArn ApplicationId ExternalId RoleArn UserDataShared} AuthSessionValidity CallbackURLs ClientId ClientName DefaultRedirectURI EnablePropagateAdditionalUserContextData EnableTokenRevocation ExplicitAuthFlows IdTokenValidity LogoutURLs PreventUserExistenceErrors ReadAttributes RefreshTokenRotation{Feature RetryGracePeriodSeconds} RefreshTokenValidity SupportedIdentityProviders TokenValidityUnits{AccessToken IdToken RefreshToken} UserPoolId WriteAttributes",
    UpdateUserPoolDomain: "CustomDomainConfig{CertificateArn} Domain ManagedLoginVersion UserPoolId",
    VerifySoftwareToken: "AccessToken FriendlyDeviceName Session UserCode",
    VerifyUserAttribute: "AccessToken AttributeName Code",
  },
  dynamodb: {
    BatchExecuteStatement:
      "ReturnConsumedCapacity Statements{*{ConsistentRead Parameters{*{B BOOL BS L M N NS NULL S SS}} ReturnValuesOnConditionCheckFailure Statement}}",
    BatchGetItem:
      "RequestItems{*{AttributesToGet ConsistentRead ExpressionAttributeNames Keys{*{*{B BOOL BS L M N NS NULL S SS}}} ProjectionExpression}} ReturnConsumedCapacity",
    BatchWriteItem:
      "RequestItems{*{*{DeleteRequest{Key{*{B BOOL BS L M N NS NULL S SS}}} PutRequest{Item{*{B BOOL BS L M N NS NULL S SS}}}}}} ReturnConsumedCapacity ReturnItemCollectionMetrics",
    CreateTable:
      "AttributeDefinitions{*{AttributeName AttributeType}} BillingMode DeletionProtectionEnabled GlobalSecondaryIndexes{*{IndexName KeySchema{*{AttributeName KeyType}} OnDemandThroughput{MaxReadRequestUnits MaxWriteRequestUnits} Projection{NonKeyAttributes ProjectionType} ProvisionedThroughput{ReadCapacityUnits WriteCapacityUnits} WarmThroughput{ReadUnitsPerSecond WriteUnitsPerSecond}}} GlobalTableSettingsReplicationMode GlobalTableSourceArn KeySchema{*{AttributeName KeyType}} LocalSecondaryIndexes{*{IndexName KeySchema{*{AttributeName KeyType}} Projection{NonKeyAttributes ProjectionType}}} OnDemandThroughput{MaxReadRequestUnits MaxWriteRequestUnits} ProvisionedThroughput{ReadCapacityUnits WriteCapacityUnits} ResourcePolicy SSESpecification{Enabled KMSMasterKeyId SSEType} StreamSpecification{StreamEnabled StreamViewType} TableClass TableName Tags{*{Key Value}} WarmThroughput{ReadUnitsPerSecond WriteUnitsPerSecond}",
    DeleteItem:
      "ConditionExpression ConditionalOperator Expected{*{AttributeValueList{*{B BOOL BS L M N NS NULL S SS}} ComparisonOperator Exists Value{B BOOL BS L M N NS NULL S SS}}} ExpressionAttributeNames ExpressionAttributeValues{*{B BOOL BS L M N NS NULL S SS}} Key{*{B BOOL BS L M N NS NULL S SS}} ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues ReturnValuesOnConditionCheckFailure TableName",
    DeleteTable: "TableName",
    DescribeContinuousBackups: "TableName",
    DescribeLimits: "",
    DescribeStream: "ExclusiveStartShardId Limit ShardFilter{ShardId Type} StreamArn",
    DescribeTable: "TableName",
    DescribeTimeToLive: "TableName",
    ExecuteStatement:
      "ConsistentRead Limit NextToken Parameters{*{B BOOL BS L M N NS NULL S SS}} ReturnConsumedCapacity ReturnValuesOnConditionCheckFailure Statement",
    ExecuteTransaction:
      "ClientRequestToken ReturnConsumedCapacity TransactStatements{*{Parameters{*{B BOOL BS L M N NS NULL S SS}} ReturnValuesOnConditionCheckFailure Statement}}",
    GetItem:
      "AttributesToGet ConsistentRead ExpressionAttributeNames Key{*{B BOOL BS L M N NS NULL S SS}} ProjectionExpression ReturnConsumedCapacity TableName",
    GetRecords: "Limit ShardIterator",
    GetShardIterator: "SequenceNumber ShardId ShardIteratorType StreamArn",
    ListStreams: "ExclusiveStartStreamArn Limit TableName",
    ListTables: "ExclusiveStartTableName Limit",
    ListTagsOfResource: "NextToken ResourceArn",
    PutItem:
      "ConditionExpression ConditionalOperator Expected{*{AttributeValueList{*{B BOOL BS L M N NS NULL S SS}} ComparisonOperator Exists Value{B BOOL BS L M N NS NULL S SS}}} ExpressionAttributeNames ExpressionAttributeValues{*{B BOOL BS L M N NS NULL S SS}} Item{*{B BOOL BS L M N NS NULL S SS}} ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues ReturnValuesOnConditionCheckFailure TableName",
    Query:
      "AttributesToGet ConditionalOperator ConsistentRead ExclusiveStartKey{*{B BOOL BS L M N NS NULL S SS}} ExpressionAttributeNames ExpressionAttributeValues{*{B BOOL BS L M N NS NULL S SS}} FilterExpression IndexName KeyConditionExpression KeyConditions{*{AttributeValueList{*{B BOOL BS L M N NS NULL S SS}} ComparisonOperator}} Limit ProjectionExpression QueryFilter{*{AttributeValueList{*{B BOOL BS L M N NS NULL S SS}} ComparisonOperator}} ReturnConsumedCapacity ScanIndexForward Select TableName",
    Scan: "AttributesToGet ConditionalOperator ConsistentRead ExclusiveStartKey{*{B BOOL BS L M N NS NULL S SS}} ExpressionAttributeNames ExpressionAttributeValues{*{B BOOL BS L M N NS NULL S SS}} FilterExpression IndexName Limit ProjectionExpression ReturnConsumedCapacity ScanFilter{*{AttributeValueList{*{B BOOL BS L M N NS NULL S SS}} ComparisonOperator}} Segment Select TableName TotalSegments",
    TagResource: "ResourceArn Tags{*{Key Value}}",
    TransactGetItems:
      "ReturnConsumedCapacity TransactItems{*{Get{ExpressionAttributeNames Key{*{B BOOL BS L M N NS NULL S SS}} ProjectionExpression TableName}}}",
    TransactWriteItems:
      "ClientRequestToken ReturnConsumedCapacity ReturnItemCollectionMetrics TransactItems{*{ConditionCheck{ConditionExpression ExpressionAttributeNames ExpressionAttributeValues{*{B BOOL BS L M N NS NULL S SS}} Key{*{B BOOL BS L M N NS NULL S SS}} ReturnValuesOnConditionCheckFailure TableName} Delete{ConditionExpression ExpressionAttributeNames ExpressionAttributeValues{*{B BOOL BS L M N NS NULL S SS}} Key{*{B BOOL BS L M N NS NULL S SS}} ReturnValuesOnConditionCheckFailure TableName} Put{ConditionExpression ExpressionAttributeNames ExpressionAttributeValues{*{B BOOL BS L M N NS NULL S SS}} Item{*{B BOOL BS L M N NS NULL S SS}} ReturnValuesOnConditionCheckFailure TableName} Update{ConditionExpression ExpressionAttributeNames ExpressionAttributeValues{*{B BOOL BS L M N NS NULL S SS}} Key{*{B BOOL BS L M N NS NULL S SS}} ReturnValuesOnConditionCheckFailure TableName UpdateExpression}}}",
    UntagResource: "ResourceArn TagKeys",
    UpdateContinuousBackups:
      "PointInTimeRecoverySpecification{PointInTimeRecoveryEnabled RecoveryPeriodInDays} TableName",
    UpdateItem:
      "AttributeUpdates{*{Action Value{B BOOL BS L M N NS NULL S SS}}} ConditionExpression ConditionalOperator Expected{*{AttributeValueList{*{B BOOL BS L M N NS NULL S SS}} ComparisonOperator Exists Value{B BOOL BS L M N NS NULL S SS}}} ExpressionAttributeNames ExpressionAttributeValues{*{B BOOL BS L M N NS NULL S SS}} Key{*{B BOOL BS L M N NS NULL S SS}} ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues ReturnValuesOnConditionCheckFailure TableName UpdateExpression",
    UpdateTable:
      "AttributeDefinitions{*{AttributeName AttributeType}} BillingMode DeletionProtectionEnabled GlobalSecondaryIndexUpdates{*{Create{IndexName KeySchema{*{AttributeName KeyType}} OnDemandThroughput{MaxReadRequestUnits MaxWriteRequestUnits} Projection{NonKeyAttributes ProjectionType} ProvisionedThroughput{ReadCapacityUnits WriteCapacityUnits} WarmThroughput{ReadUnitsPerSecond WriteUnitsPerSecond}} Delete{IndexName} Update{IndexName OnDemandThroughput{MaxReadRequestUnits MaxWriteRequestUnits} ProvisionedThroughput{ReadCapacityUnits WriteCapacityUnits} WarmThroughput{ReadUnitsPerSecond WriteUnitsPerSecond}}}} GlobalTableSettingsReplicationMode GlobalTableWitnessUpdates{*{Create{RegionName} Delete{RegionName}}} MultiRegionConsistency OnDemandThroughput{MaxReadRequestUnits MaxWriteRequestUnits} ProvisionedThroughput{ReadCapacityUnits WriteCapacityUnits} ReplicaUpdates{*{Create{GlobalSecondaryIndexes{*{IndexName OnDemandThroughputOverride{MaxReadRequestUnits} ProvisionedThroughputOverride{ReadCapacityUnits}}} KMSMasterKeyId OnDemandThroughputOverride{MaxReadRequestUnits} ProvisionedThroughputOverride{ReadCapacityUnits} RegionName TableClassOverride} Delete{RegionName} Update{GlobalSecondaryIndexes{*{IndexName OnDemandThroughputOverride{MaxReadRequestUnits} ProvisionedThroughputOverride{ReadCapacityUnits}}} KMSMasterKeyId OnDemandThroughputOverride{MaxReadRequestUnits} ProvisionedThroughputOverride{ReadCapacityUnits} RegionName TableClassOverride}}} SSESpecification{Enabled KMSMasterKeyId SSEType} StreamSpecification{StreamEnabled StreamViewType} TableClass TableName WarmThroughput{ReadUnitsPerSecond WriteUnitsPerSecond}",
    UpdateTimeToLive: "TableName TimeToLiveSpecification{AttributeName Enabled}",
  },
  events: {
    CancelReplay: "ReplayName",
    CreateArchive: "ArchiveName Description EventPattern EventSourceArn KmsKeyIdentifier RetentionDays",
    CreateEventBus:
      "DeadLetterConfig{Arn} Description EventSourceName KmsKeyIdentifier LogConfig{IncludeDetail Level} Name Tags{*{Key Value}}",
    DeleteArchive: "ArchiveName",
    DeleteEventBus: "Name",
    DeleteRule: "EventBusName Force Name",
    DescribeArchive: "ArchiveName",
    DescribeEventBus: "Name",
    DescribeReplay: "ReplayName",
    DescribeRule: "EventBusName Name",
    DisableRule: "EventBusName Name",
    EnableRule: "EventBusName Name",
    ListArchives: "EventSourceArn Limit NamePrefix NextToken State",
    ListEventBuses: "Limit NamePrefix NextToken",
    ListReplays: "EventSourceArn Limit NamePrefix NextToken State",
    ListRuleNamesByTarget: "EventBusName Limit NextToken TargetArn",
    ListRules: "EventBusName Limit NamePrefix NextToken",
    ListTagsForResource: "ResourceARN",
    ListTargetsByRule: "EventBusName Limit NextToken Rule",
    PutEvents: "EndpointId Entries{*{Detail DetailType EventBusName Resources Source Time TraceHeader}}",
    PutPermission: "Action Condition{Key Type Value} EventBusName Policy Principal StatementId",
    PutRule: "Description EventBusName EventPattern Name RoleArn ScheduleExpression State Tags{*{Key Value}}",
    PutTargets:
      "EventBusName Rule Targets{*{AppSyncParameters{GraphQLOperation} Arn BatchParameters{ArrayProperties{Size} JobDefinition JobName RetryStrategy{Attempts}} DeadLetterConfig{Arn} EcsParameters{CapacityProviderStrategy{*{base capacityProvider weight}} EnableECSManagedTags EnableExecuteCommand Group LaunchType NetworkConfiguration{awsvpcConfiguration{AssignPublicIp SecurityGroups Subnets}} PlacementConstraints{*{expression type}} PlacementStrategy{*{field type}} PlatformVersion PropagateTags ReferenceId Tags{*{Key Value}} TaskCount TaskDefinitionArn} HttpParameters{HeaderParameters PathParameterValues QueryStringParameters} Id Input InputPath InputTransformer{InputPathsMap InputTemplate} KinesisParameters{PartitionKeyPath} RedshiftDataParameters{Database DbUser SecretManagerArn Sql Sqls StatementName WithEvent} RetryPolicy{MaximumEventAgeInSeconds MaximumRetryAttempts} RoleArn RunCommandParameters{RunCommandTargets{*{Key Values}}} SageMakerPipelineParameters{PipelineParameterList{*{Name Value}}} SqsParameters{MessageGroupId}}}",
    RemovePermission: "EventBusName RemoveAllPermissions StatementId",
    RemoveTargets: "EventBusName Force Ids Rule",
    StartReplay: "Description Destination{Arn FilterArns} EventEndTime EventSourceArn EventStartTime ReplayName",
    TagResource: "ResourceARN Tags{*{Key Value}}",
    TestEventPattern: "Event EventPattern",
    UntagResource: "ResourceARN TagKeys",
    UpdateArchive: "ArchiveName Description EventPattern KmsKeyIdentifier RetentionDays",
    UpdateEventBus: "DeadLetterConfig{Arn} Description KmsKeyIdentifier LogConfig{IncludeDetail Level} Name",
  },
  iam: {
    AttachRolePolicy: "PolicyArn RoleName",
    CreatePolicy: "Description Path PolicyDocument PolicyName Tags{*{Key Value}}",
    CreateRole:
      "AssumeRolePolicyDocument Description MaxSessionDuration Path PermissionsBoundary RoleName Tags{*{Key Value}}",
    DeletePolicy: "PolicyArn",
    DeleteRole: "RoleName",
    DeleteRolePolicy: "PolicyName RoleName",
    DetachRolePolicy: "PolicyArn RoleName",
    GetPolicy: "PolicyArn",
    GetPolicyVersion: "PolicyArn VersionId",
    GetRole: "RoleName",
    GetRolePolicy: "PolicyName RoleName",
    ListAttachedRolePolicies: "Marker MaxItems PathPrefix RoleName",
    ListRolePolicies: "Marker MaxItems RoleName",
    ListRoles: "Marker MaxItems PathPrefix",
    PutRolePolicy: "PolicyDocument PolicyName RoleName",
    UpdateAssumeRolePolicy: "PolicyDocument RoleName",
  },
  kinesis: {
    CreateStream: "MaxRecordSizeInKiB ShardCount StreamModeDetails{StreamMode} StreamName Tags WarmThroughputMiBps",
    DeleteStream: "EnforceConsumerDeletion StreamARN StreamId StreamName",
    DescribeStream: "ExclusiveStartShardId Limit StreamARN StreamId StreamName",
    DescribeStreamSummary: "StreamARN StreamId StreamName",
    GetRecords: "Limit ShardIterator StreamARN StreamId",
    GetShardIterator: "ShardId ShardIteratorType StartingSequenceNumber StreamARN StreamId StreamName Timestamp",
    ListStreams: "ExclusiveStartStreamName Limit NextToken",
    PutRecord: "Data ExplicitHashKey PartitionKey SequenceNumberForOrdering StreamARN StreamId StreamName",
    PutRecords: "Records{*{Data ExplicitHashKey PartitionKey}} StreamARN StreamId StreamName",
  },
  kms: {
    CancelKeyDeletion: "KeyId",
    CreateAlias: "AliasName TargetKeyId",
    CreateGrant:
      "Constraints{EncryptionContextEquals EncryptionContextSubset} DryRun GrantTokens GranteePrincipal KeyId Name Operations RetiringPrincipal",
    CreateKey:
      "BypassPolicyLockoutSafetyCheck CustomKeyStoreId CustomerMasterKeySpec Description KeySpec KeyUsage MultiRegion Origin Policy Tags{*{TagKey TagValue}} XksKeyId",
    Decrypt:
      "CiphertextBlob DryRun DryRunModifiers EncryptionAlgorithm EncryptionContext GrantTokens KeyId Recipient{AttestationDocument KeyEncryptionAlgorithm}",
    DeleteAlias: "AliasName",
    DescribeKey: "GrantTokens KeyId",
    DisableKey: "KeyId",
    DisableKeyRotation: "KeyId",
    EnableKey: "KeyId",
    EnableKeyRotation: "KeyId RotationPeriodInDays",
    Encrypt: "DryRun EncryptionAlgorithm EncryptionContext GrantTokens KeyId Plaintext",
    GenerateDataKey:
      "DryRun EncryptionContext GrantTokens KeyId KeySpec NumberOfBytes Recipient{AttestationDocument KeyEncryptionAlgorithm}",
    GenerateDataKeyWithoutPlaintext: "DryRun EncryptionContext GrantTokens KeyId KeySpec NumberOfBytes",
    GenerateRandom: "CustomKeyStoreId NumberOfBytes Recipient{AttestationDocument KeyEncryptionAlgorithm}",
    GetKeyPolicy: "KeyId PolicyName",
    GetKeyRotationStatus: "KeyId",
    ListAliases: "KeyId Limit Marker",
    ListGrants: "GrantId GranteePrincipal KeyId Limit Marker",
    ListKeyPolicies: "KeyId Limit Marker",
    ListKeys: "Limit Marker",
    ListResourceTags: "KeyId Limit Marker",
    ListRetirableGrants: "Limit Marker RetiringPrincipal",
    PutKeyPolicy: "BypassPolicyLockoutSafetyCheck KeyId Policy PolicyName",
    ReEncrypt:
      "CiphertextBlob DestinationEncryptionAlgorithm DestinationEncryptionContext DestinationKeyId DryRun DryRunModifiers GrantTokens SourceEncryptionAlgorithm SourceEncryptionContext SourceKeyId",
    RetireGrant: "DryRun GrantId GrantToken KeyId",
    RevokeGrant: "DryRun GrantId KeyId",
    RotateKeyOnDemand: "KeyId",
    ScheduleKeyDeletion: "KeyId PendingWindowInDays",
    TagResource: "KeyId Tags{*{TagKey TagValue}}",
    UntagResource: "KeyId TagKeys",
    UpdateAlias: "AliasName TargetKeyId",
    UpdateKeyDescription: "Description KeyId",
  },
  lambda: {
    AddPermission:
      "body{Action EventSourceToken FunctionUrlAuthType InvokedViaFunctionUrl Principal PrincipalOrgID RevisionId SourceAccount SourceArn StatementId} header{} query{Qualifier}",
    CreateAlias: "body{Description FunctionVersion Name RoutingConfig{AdditionalVersionWeights}} header{} query{}",
    CreateEventSourceMapping:
      "body{AmazonManagedKafkaEventSourceConfig{ConsumerGroupId SchemaRegistryConfig{AccessConfigs{*{Type URI}} EventRecordFormat SchemaRegistryURI SchemaValidationConfigs{*{Attribute}}}} BatchSize BisectBatchOnFunctionError DestinationConfig{OnFailure{Destination} OnSuccess{Destination}} DocumentDBEventSourceConfig{CollectionName DatabaseName FullDocument} Enabled EventSourceArn FilterCriteria{Filters{*{Pattern}}} FunctionName FunctionResponseTypes KMSKeyArn LoggingConfig{SystemLogLevel} MaximumBatchingWindowInSeconds MaximumRecordAgeInSeconds MaximumRetryAttempts MetricsConfig{Metrics} ParallelizationFactor ProvisionedPollerConfig{MaximumPollers MinimumPollers PollerGroupName} Queues ScalingConfig{MaximumConcurrency} SelfManagedEventSource{Endpoints} SelfManagedKafkaEventSourceConfig{ConsumerGroupId SchemaRegistryConfig{AccessConfigs{*{Type URI}} EventRecordFormat SchemaRegistryURI SchemaValidationConfigs{*{Attribute}}}} SourceAccessConfigurations{*{Type URI}} StartingPosition StartingPositionTimestamp Tags Topics TumblingWindowInSeconds} header{} query{}",
    CreateFunction:
      "body{Architectures CapacityProviderConfig{LambdaManagedInstancesCapacityProviderConfig{CapacityProviderArn ExecutionEnvironmentMemoryGiBPerVCpu PerExecutionEnvironmentMaxConcurrency}} CodeSigningConfigArn Code{ImageUri S3Bucket S3Key S3ObjectVersion SourceKMSKeyArn ZipFile} DeadLetterConfig{TargetArn} Description DurableConfig{ExecutionTimeout RetentionPeriodInDays} Environment{Variables} EphemeralStorage{Size} FileSystemConfigs{*{Arn LocalMountPath}} FunctionName Handler ImageConfig{Command EntryPoint WorkingDirectory} KMSKeyArn Layers LoggingConfig{ApplicationLogLevel LogFormat LogGroup SystemLogLevel} MemorySize PackageType Publish PublishTo Role Runtime SnapStart{ApplyOn} Tags TenancyConfig{TenantIsolationMode} Timeout TracingConfig{Mode} VpcConfig{Ipv6AllowedForDualStack SecurityGroupIds SubnetIds}} header{} query{}",
    DeleteAlias: "body{} header{} query{}",
    DeleteEventSourceMapping: "body{} header{} query{}",
    DeleteFunction: "body{} header{} query{Qualifier}",
    DeleteFunctionConcurrency: "body{} header{} query{}",
    GetAlias: "body{} header{} query{}",
    GetEventSourceMapping: "body{} header{} query{}",
    GetFunction: "body{} header{} query{Qualifier}",
    GetFunctionConfiguration: "body{} header{} query{Qualifier}",
    GetPolicy: "body{} header{} query{Qualifier}",
    Invoke:
      "body{} header{x-amz-client-context x-amz-durable-execution-name x-amz-invocation-type x-amz-log-type x-amz-tenant-id} query{Qualifier}",
    ListAliases: "body{} header{} query{FunctionVersion Marker MaxItems}",
    ListEventSourceMappings: "body{} header{} query{EventSourceArn FunctionName Marker MaxItems}",
    ListFunctions: "body{} header{} query{FunctionVersion Marker MasterRegion MaxItems}",
    ListVersionsByFunction: "body{} header{} query{Marker MaxItems}",
    PublishVersion: "body{CodeSha256 Description PublishTo RevisionId} header{} query{}",
    PutFunctionConcurrency: "body{ReservedConcurrentExecutions} header{} query{}",
    RemovePermission: "body{} header{} query{Qualifier RevisionId}",
    UpdateAlias:
      "body{Description FunctionVersion RevisionId RoutingConfig{AdditionalVersionWeights}} header{} query{}",
    UpdateEventSourceMapping:
      "body{AmazonManagedKafkaEventSourceConfig{ConsumerGroupId SchemaRegistryConfig{AccessConfigs{*{Type URI}} EventRecordFormat SchemaRegistryURI SchemaValidationConfigs{*{Attribute}}}} BatchSize BisectBatchOnFunctionError DestinationConfig{OnFailure{Destination} OnSuccess{Destination}} DocumentDBEventSourceConfig{CollectionName DatabaseName FullDocument} Enabled FilterCriteria{Filters{*{Pattern}}} FunctionName FunctionResponseTypes KMSKeyArn LoggingConfig{SystemLogLevel} MaximumBatchingWindowInSeconds MaximumRecordAgeInSeconds MaximumRetryAttempts MetricsConfig{Metrics} ParallelizationFactor ProvisionedPollerConfig{MaximumPollers MinimumPollers PollerGroupName} ScalingConfig{MaximumConcurrency} SelfManagedKafkaEventSourceConfig{ConsumerGroupId SchemaRegistryConfig{AccessConfigs{*{Type URI}} EventRecordFormat SchemaRegistryURI SchemaValidationConfigs{*{Attribute}}}} SourceAccessConfigurations{*{Type URI}} TumblingWindowInSeconds} header{} query{}",
    UpdateFunctionCode:
      "body{Architectures DryRun ImageUri Publish PublishTo RevisionId S3Bucket S3Key S3ObjectVersion SourceKMSKeyArn ZipFile} header{} query{}",
    UpdateFunctionConfiguration:
      "body{CapacityProviderConfig{LambdaManagedInstancesCapacityProviderConfig{CapacityProviderArn ExecutionEnvironmentMemoryGiBPerVCpu PerExecutionEnvironmentMaxConcurrency}} DeadLetterConfig{TargetArn} Description DurableConfig{ExecutionTimeout RetentionPeriodInDays} Environment{Variables} EphemeralStorage{Size} FileSystemConfigs{*{Arn LocalMountPath}} Handler ImageConfig{Command EntryPoint WorkingDirectory} KMSKeyArn Layers LoggingConfig{ApplicationLogLevel LogFormat LogGroup SystemLogLevel} MemorySize RevisionId Role Runtime SnapStart{ApplyOn} Timeout TracingConfig{Mode} VpcConfig{Ipv6AllowedForDualStack SecurityGroupIds SubnetIds}} header{} query{}",
  },
  "rds-data": {
    BatchExecuteStatement:
      "body{database parameterSets{*{*{name typeHint value{arrayValue{arrayValues booleanValues doubleValues longValues stringValues} blobValue booleanValue doubleValue isNull longValue stringValue}}}} resourceArn schema secretArn sql transactionId} header{} query{}",
    BeginTransaction: "body{database resourceArn schema secretArn} header{} query{}",
    CommitTransaction: "body{resourceArn secretArn transactionId} header{} query{}",
    ExecuteStatement:
      "body{continueAfterTimeout database formatRecordsAs includeResultMetadata parameters{*{name typeHint value{arrayValue{arrayValues booleanValues doubleValues longValues stringValues} blobValue booleanValue doubleValue isNull longValue stringValue}}} resourceArn resultSetOptions{decimalReturnType longReturnType} schema secretArn sql transactionId} header{} query{}",
    RollbackTransaction: "body{resourceArn secretArn transactionId} header{} query{}",
  },
  s3: {
    AbortMultipartUpload:
      "body{} header{x-amz-expected-bucket-owner x-amz-if-match-initiated-time x-amz-request-payer} query{uploadId}",
    CompleteMultipartUpload:
      "body{Parts{*{ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumMD5 ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumXXHASH128 ChecksumXXHASH3 ChecksumXXHASH64 ETag PartNumber}}} header{if-match if-none-match x-amz-checksum-crc32 x-amz-checksum-crc32c x-amz-checksum-crc64nvme x-amz-checksum-md5 x-amz-checksum-sha1 x-amz-checksum-sha256 x-amz-checksum-sha512 x-amz-checksum-type x-amz-checksum-xxhash128 x-amz-checksum-xxhash3 x-amz-checksum-xxhash64 x-amz-expected-bucket-owner x-amz-mp-object-size x-amz-request-payer x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5} query{uploadId}",
    CopyObject:
      "body{} header{cache-control content-disposition content-encoding content-language content-type expires if-match if-none-match x-amz-acl x-amz-checksum-algorithm x-amz-copy-source x-amz-copy-source-if-match x-amz-copy-source-if-modified-since x-amz-copy-source-if-none-match x-amz-copy-source-if-unmodified-since x-amz-copy-source-server-side-encryption-customer-algorithm x-amz-copy-source-server-side-encryption-customer-key x-amz-copy-source-server-side-encryption-customer-key-md5 x-amz-expected-bucket-owner x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write-acp x-amz-metadata-directive x-amz-object-lock-legal-hold x-amz-object-lock-mode x-amz-object-lock-retain-until-date x-amz-request-payer x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id x-amz-server-side-encryption-bucket-key-enabled x-amz-server-side-encryption-context x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5 x-amz-source-expected-bucket-owner x-amz-storage-class x-amz-tagging x-amz-tagging-directive x-amz-website-redirect-location} query{}",
    CreateBucket:
      "body{Bucket{DataRedundancy Type} LocationConstraint Location{Name Type} Tags{*{Key Value}}} header{x-amz-acl x-amz-bucket-namespace x-amz-bucket-object-lock-enabled x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-object-ownership} query{}",
    CreateMultipartUpload:
      "body{} header{cache-control content-disposition content-encoding content-language content-type expires x-amz-acl x-amz-checksum-algorithm x-amz-checksum-type x-amz-expected-bucket-owner x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write-acp x-amz-object-lock-legal-hold x-amz-object-lock-mode x-amz-object-lock-retain-until-date x-amz-request-payer x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id x-amz-server-side-encryption-bucket-key-enabled x-amz-server-side-encryption-context x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5 x-amz-storage-class x-amz-tagging x-amz-website-redirect-location} query{}",
    DeleteBucket: "body{} header{x-amz-expected-bucket-owner} query{}",
    DeleteBucketCors: "body{} header{x-amz-expected-bucket-owner} query{}",
    DeleteBucketEncryption: "body{} header{x-amz-expected-bucket-owner} query{}",
    DeleteBucketLifecycle: "body{} header{x-amz-expected-bucket-owner} query{}",
    DeleteBucketOwnershipControls: "body{} header{x-amz-expected-bucket-owner} query{}",
    DeleteBucketPolicy: "body{} header{x-amz-expected-bucket-owner} query{}",
    DeleteBucketTagging: "body{} header{x-amz-expected-bucket-owner} query{}",
    DeleteBucketWebsite: "body{} header{x-amz-expected-bucket-owner} query{}",
    DeleteObject:
      "body{} header{if-match x-amz-bypass-governance-retention x-amz-expected-bucket-owner x-amz-if-match-last-modified-time x-amz-if-match-size x-amz-mfa x-amz-request-payer} query{versionId}",
    DeleteObjectTagging: "body{} header{x-amz-expected-bucket-owner} query{versionId}",
    DeleteObjects:
      "body{Objects{*{ETag Key LastModifiedTime Size VersionId}} Quiet} header{x-amz-bypass-governance-retention x-amz-expected-bucket-owner x-amz-mfa x-amz-request-payer x-amz-sdk-checksum-algorithm} query{}",
    DeletePublicAccessBlock: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketAcl: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketCors: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketEncryption: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketLifecycleConfiguration: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketLocation: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketLogging: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketNotificationConfiguration: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketOwnershipControls: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketPolicy: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketPolicyStatus: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketRequestPayment: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketTagging: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketVersioning: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetBucketWebsite: "body{} header{x-amz-expected-bucket-owner} query{}",
    GetObject:
      "body{} header{if-match if-modified-since if-none-match if-unmodified-since range x-amz-checksum-mode x-amz-expected-bucket-owner x-amz-request-payer x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5} query{partNumber response-cache-control response-content-disposition response-content-encoding response-content-language response-content-type response-expires versionId}",
    GetObjectAcl: "body{} header{x-amz-expected-bucket-owner x-amz-request-payer} query{versionId}",
    GetObjectAttributes:
      "body{} header{x-amz-expected-bucket-owner x-amz-max-parts x-amz-object-attributes x-amz-part-number-marker x-amz-request-payer x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5} query{versionId}",
    GetObjectTagging: "body{} header{x-amz-expected-bucket-owner x-amz-request-payer} query{versionId}",
    GetPublicAccessBlock: "body{} header{x-amz-expected-bucket-owner} query{}",
    HeadBucket: "body{} header{x-amz-expected-bucket-owner} query{}",
    HeadObject:
      "body{} header{if-match if-modified-since if-none-match if-unmodified-since range x-amz-checksum-mode x-amz-expected-bucket-owner x-amz-request-payer x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5} query{partNumber response-cache-control response-content-disposition response-content-encoding response-content-language response-content-type response-expires versionId}",
    ListBuckets: "body{} header{} query{bucket-region continuation-token max-buckets prefix}",
    ListMultipartUploads:
      "body{} header{x-amz-expected-bucket-owner x-amz-request-payer} query{delimiter encoding-type key-marker max-uploads prefix upload-id-marker}",
    ListObjectVersions:
      "body{} header{x-amz-expected-bucket-owner x-amz-optional-object-attributes x-amz-request-payer} query{delimiter encoding-type key-marker max-keys prefix version-id-marker}",
    ListObjects:
      "body{} header{x-amz-expected-bucket-owner x-amz-optional-object-attributes x-amz-request-payer} query{delimiter encoding-type marker max-keys prefix}",
    ListObjectsV2:
      "body{} header{x-amz-expected-bucket-owner x-amz-optional-object-attributes x-amz-request-payer} query{continuation-token delimiter encoding-type fetch-owner max-keys prefix start-after}",
    ListParts:
      "body{} header{x-amz-expected-bucket-owner x-amz-request-payer x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5} query{max-parts part-number-marker uploadId}",
    PutBucketAcl:
      "body{Grants{*{Grantee{DisplayName EmailAddress ID Type URI} Permission}} Owner{DisplayName ID}} header{content-md5 x-amz-acl x-amz-expected-bucket-owner x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-sdk-checksum-algorithm} query{}",
    PutBucketCors:
      "body{CORSRules{*{AllowedHeaders AllowedMethods AllowedOrigins ExposeHeaders ID MaxAgeSeconds}}} header{content-md5 x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm} query{}",
    PutBucketEncryption:
      "body{Rules{*{ApplyServerSideEncryptionByDefault{KMSMasterKeyID SSEAlgorithm} BlockedEncryptionTypes{EncryptionType} BucketKeyEnabled}}} header{content-md5 x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm} query{}",
    PutBucketLifecycleConfiguration:
      "body{Rules{*{AbortIncompleteMultipartUpload{DaysAfterInitiation} Expiration{Date Days ExpiredObjectDeleteMarker} Filter{And{ObjectSizeGreaterThan ObjectSizeLessThan Prefix Tags{*{Key Value}}} ObjectSizeGreaterThan ObjectSizeLessThan Prefix Tag{Key Value}} ID NoncurrentVersionExpiration{NewerNoncurrentVersions NoncurrentDays} NoncurrentVersionTransitions{*{NewerNoncurrentVersions NoncurrentDays StorageClass}} Prefix Status Transitions{*{Date Days StorageClass}}}}} header{x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm x-amz-transition-default-minimum-object-size} query{}",
    PutBucketLogging:
      "body{LoggingEnabled{TargetBucket TargetGrants{*{Grantee{DisplayName EmailAddress ID Type URI} Permission}} TargetObjectKeyFormat{PartitionedPrefix{PartitionDateSource} SimplePrefix} TargetPrefix}} header{content-md5 x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm} query{}",
    PutBucketNotificationConfiguration:
      "body{EventBridgeConfiguration LambdaFunctionConfigurations{*{Events Filter{Key{FilterRules{*{Name Value}}}} Id LambdaFunctionArn}} QueueConfigurations{*{Events Filter{Key{FilterRules{*{Name Value}}}} Id QueueArn}} TopicConfigurations{*{Events Filter{Key{FilterRules{*{Name Value}}}} Id TopicArn}}} header{x-amz-expected-bucket-owner x-amz-skip-destination-validation} query{}",
    PutBucketOwnershipControls:
      "body{Rules{*{ObjectOwnership}}} header{content-md5 x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm} query{}",
    PutBucketPolicy:
      "body{} header{content-md5 x-amz-confirm-remove-self-bucket-access x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm} query{}",
    PutBucketRequestPayment:
      "body{Payer} header{content-md5 x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm} query{}",
    PutBucketTagging:
      "body{TagSet{*{Key Value}}} header{content-md5 x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm} query{}",
    PutBucketVersioning:
      "body{MFADelete Status} header{content-md5 x-amz-expected-bucket-owner x-amz-mfa x-amz-sdk-checksum-algorithm} query{}",
    PutBucketWebsite:
      "body{ErrorDocument{Key} IndexDocument{Suffix} RedirectAllRequestsTo{HostName Protocol} RoutingRules{*{Condition{HttpErrorCodeReturnedEquals KeyPrefixEquals} Redirect{HostName HttpRedirectCode Protocol ReplaceKeyPrefixWith ReplaceKeyWith}}}} header{content-md5 x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm} query{}",
    PutObject:
      "body{} header{cache-control content-disposition content-encoding content-language content-length content-md5 content-type expires if-match if-none-match x-amz-acl x-amz-checksum-crc32 x-amz-checksum-crc32c x-amz-checksum-crc64nvme x-amz-checksum-md5 x-amz-checksum-sha1 x-amz-checksum-sha256 x-amz-checksum-sha512 x-amz-checksum-xxhash128 x-amz-checksum-xxhash3 x-amz-checksum-xxhash64 x-amz-expected-bucket-owner x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write-acp x-amz-object-lock-legal-hold x-amz-object-lock-mode x-amz-object-lock-retain-until-date x-amz-request-payer x-amz-sdk-checksum-algorithm x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id x-amz-server-side-encryption-bucket-key-enabled x-amz-server-side-encryption-context x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5 x-amz-storage-class x-amz-tagging x-amz-website-redirect-location x-amz-write-offset-bytes} query{}",
    PutObjectAcl:
      "body{Grants{*{Grantee{DisplayName EmailAddress ID Type URI} Permission}} Owner{DisplayName ID}} header{content-md5 x-amz-acl x-amz-expected-bucket-owner x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-request-payer x-amz-sdk-checksum-algorithm} query{versionId}",
    PutObjectTagging:
      "body{TagSet{*{Key Value}}} header{content-md5 x-amz-expected-bucket-owner x-amz-request-payer x-amz-sdk-checksum-algorithm} query{versionId}",
    PutPublicAccessBlock:
      "body{BlockPublicAcls BlockPublicPolicy IgnorePublicAcls RestrictPublicBuckets} header{content-md5 x-amz-expected-bucket-owner x-amz-sdk-checksum-algorithm} query{}",
    UploadPart:
      "body{} header{content-length content-md5 x-amz-checksum-crc32 x-amz-checksum-crc32c x-amz-checksum-crc64nvme x-amz-checksum-md5 x-amz-checksum-sha1 x-amz-checksum-sha256 x-amz-checksum-sha512 x-amz-checksum-xxhash128 x-amz-checksum-xxhash3 x-amz-checksum-xxhash64 x-amz-expected-bucket-owner x-amz-request-payer x-amz-sdk-checksum-algorithm x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5} query{partNumber uploadId}",
    UploadPartCopy:
      "body{} header{x-amz-copy-source x-amz-copy-source-if-match x-amz-copy-source-if-modified-since x-amz-copy-source-if-none-match x-amz-copy-source-if-unmodified-since x-amz-copy-source-range x-amz-copy-source-server-side-encryption-customer-algorithm x-amz-copy-source-server-side-encryption-customer-key x-amz-copy-source-server-side-encryption-customer-key-md5 x-amz-expected-bucket-owner x-amz-request-payer x-amz-server-side-encryption-customer-algorithm x-amz-server-side-encryption-customer-key x-amz-server-side-encryption-customer-key-md5 x-amz-source-expected-bucket-owner} query{partNumber uploadId}",
  },
  scheduler: {
    CreateSchedule:
      "body{ActionAfterCompletion ClientToken Description EndDate FlexibleTimeWindow{MaximumWindowInMinutes Mode} GroupName KmsKeyArn ScheduleExpression ScheduleExpressionTimezone StartDate State Target{Arn DeadLetterConfig{Arn} EcsParameters{CapacityProviderStrategy{*{base capacityProvider weight}} EnableECSManagedTags EnableExecuteCommand Group LaunchType NetworkConfiguration{awsvpcConfiguration{AssignPublicIp SecurityGroups Subnets}} PlacementConstraints{*{expression type}} PlacementStrategy{*{field type}} PlatformVersion PropagateTags ReferenceId Tags TaskCount TaskDefinitionArn} EventBridgeParameters{DetailType Source} Input KinesisParameters{PartitionKey} RetryPolicy{MaximumEventAgeInSeconds MaximumRetryAttempts} RoleArn SageMakerPipelineParameters{PipelineParameterList{*{Name Value}}} SqsParameters{MessageGroupId}}} header{} query{}",
    CreateScheduleGroup: "body{ClientToken Tags{*{Key Value}}} header{} query{}",
    DeleteSchedule: "body{} header{} query{clientToken groupName}",
    DeleteScheduleGroup: "body{} header{} query{clientToken}",
    GetSchedule: "body{} header{} query{groupName}",
    GetScheduleGroup: "body{} header{} query{}",
    ListScheduleGroups: "body{} header{} query{MaxResults NamePrefix NextToken}",
    ListSchedules: "body{} header{} query{MaxResults NamePrefix NextToken ScheduleGroup State}",
    ListTagsForResource: "body{} header{} query{}",
    TagResource: "body{Tags{*{Key Value}}} header{} query{}",
    UntagResource: "body{} header{} query{TagKeys}",
    UpdateSchedule:
      "body{ActionAfterCompletion ClientToken Description EndDate FlexibleTimeWindow{MaximumWindowInMinutes Mode} GroupName KmsKeyArn ScheduleExpression ScheduleExpressionTimezone StartDate State Target{Arn DeadLetterConfig{Arn} EcsParameters{CapacityProviderStrategy{*{base capacityProvider weight}} EnableECSManagedTags EnableExecuteCommand Group LaunchType NetworkConfiguration{awsvpcConfiguration{AssignPublicIp SecurityGroups Subnets}} PlacementConstraints{*{expression type}} PlacementStrategy{*{field type}} PlatformVersion PropagateTags ReferenceId Tags TaskCount TaskDefinitionArn} EventBridgeParameters{DetailType Source} Input KinesisParameters{PartitionKey} RetryPolicy{MaximumEventAgeInSeconds MaximumRetryAttempts} RoleArn SageMakerPipelineParameters{PipelineParameterList{*{Name Value}}} SqsParameters{MessageGroupId}}} header{} query{}",
  },
  secretsmanager: {
    BatchGetSecretValue: "Filters{*{Key Values}} MaxResults NextToken SecretIdList",
    CancelRotateSecret: "SecretId",
    CreateSecret:
      "AddReplicaRegions{*{KmsKeyId Region}} ClientRequestToken Description ForceOverwriteReplicaSecret KmsKeyId Name SecretBinary SecretString Tags{*{Key Value}} Type",
    DeleteResourcePolicy: "SecretId",
    DeleteSecret: "ForceDeleteWithoutRecovery RecoveryWindowInDays SecretId",
    DescribeSecret: "SecretId",
    GetRandomPassword:
      "ExcludeCharacters ExcludeLowercase ExcludeNumbers ExcludePunctuation ExcludeUppercase IncludeSpace PasswordLength RequireEachIncludedType",
    GetResourcePolicy: "SecretId",
    GetSecretValue: "SecretId VersionId VersionStage",
    ListSecretVersionIds: "IncludeDeprecated MaxResults NextToken SecretId",
    ListSecrets: "Filters{*{Key Values}} IncludePlannedDeletion MaxResults NextToken SortBy SortOrder",
    PutResourcePolicy: "BlockPublicPolicy ResourcePolicy SecretId",
    PutSecretValue: "ClientRequestToken RotationToken SecretBinary SecretId SecretString VersionStages",
    RemoveRegionsFromReplication: "RemoveReplicaRegions SecretId",
    ReplicateSecretToRegions: "AddReplicaRegions{*{KmsKeyId Region}} ForceOverwriteReplicaSecret SecretId",
    RestoreSecret: "SecretId",
    RotateSecret:
      "ClientRequestToken ExternalSecretRotationMetadata{*{Key Value}} ExternalSecretRotationRoleArn RotateImmediately RotationLambdaARN RotationRules{AutomaticallyAfterDays Duration ScheduleExpression} SecretId",
    StopReplicationToReplica: "SecretId",
    TagResource: "SecretId Tags{*{Key Value}}",
    UntagResource: "SecretId TagKeys",
    UpdateSecret: "ClientRequestToken Description KmsKeyId SecretBinary SecretId SecretString Type",
    UpdateSecretVersionStage: "MoveToVersionId RemoveFromVersionId SecretId VersionStage",
    ValidateResourcePolicy: "ResourcePolicy SecretId",
  },
  sns: {
    AddPermission: "AWSAccountId ActionName Label TopicArn",
    ConfirmSubscription: "AuthenticateOnUnsubscribe Token TopicArn",
    CreateTopic: "Attributes DataProtectionPolicy Name Tags{*{Key Value}}",
    DeleteTopic: "TopicArn",
    GetSubscriptionAttributes: "SubscriptionArn",
    GetTopicAttributes: "TopicArn",
    ListSubscriptions: "NextToken",
    ListSubscriptionsByTopic: "NextToken TopicArn",
    ListTagsForResource: "ResourceArn",
    ListTopics: "NextToken",
    Publish:
      "Message MessageAttributes{*{BinaryValue DataType StringValue}} MessageDeduplicationId MessageGroupId MessageStructure PhoneNumber Subject TargetArn TopicArn",
    PublishBatch:
      "PublishBatchRequestEntries{*{Id Message MessageAttributes{*{BinaryValue DataType StringValue}} MessageDeduplicationId MessageGroupId MessageStructure Subject}} TopicArn",
    RemovePermission: "Label TopicArn",
    SetSubscriptionAttributes: "AttributeName AttributeValue SubscriptionArn",
    SetTopicAttributes: "AttributeName AttributeValue TopicArn",
    Subscribe: "Attributes Endpoint Protocol ReturnSubscriptionArn TopicArn",
    TagResource: "ResourceArn Tags{*{Key Value}}",
    Unsubscribe: "SubscriptionArn",
    UntagResource: "ResourceArn TagKeys",
  },
  sqs: {
    AddPermission: "AWSAccountIds Actions Label QueueUrl",
    ChangeMessageVisibility: "QueueUrl ReceiptHandle VisibilityTimeout",
    ChangeMessageVisibilityBatch: "Entries{*{Id ReceiptHandle VisibilityTimeout}} QueueUrl",
    CreateQueue: "Attributes QueueName tags",
    DeleteMessage: "QueueUrl ReceiptHandle",
    DeleteMessageBatch: "Entries{*{Id ReceiptHandle}} QueueUrl",
    DeleteQueue: "QueueUrl",
    GetQueueAttributes: "AttributeNames QueueUrl",
    GetQueueUrl: "QueueName QueueOwnerAWSAccountId",
    ListDeadLetterSourceQueues: "MaxResults NextToken QueueUrl",
    ListQueueTags: "QueueUrl",
    ListQueues: "MaxResults NextToken QueueNamePrefix",
    PurgeQueue: "QueueUrl",
    ReceiveMessage:
      "AttributeNames MaxNumberOfMessages MessageAttributeNames MessageSystemAttributeNames QueueUrl ReceiveRequestAttemptId VisibilityTimeout WaitTimeSeconds",
    RemovePermission: "Label QueueUrl",
    SendMessage:
      "DelaySeconds MessageAttributes{*{BinaryListValues BinaryValue DataType StringListValues StringValue}} MessageBody MessageDeduplicationId MessageGroupId MessageSystemAttributes{*{BinaryListValues BinaryValue DataType StringListValues StringValue}} QueueUrl",
    SendMessageBatch:
      "Entries{*{DelaySeconds Id MessageAttributes{*{BinaryListValues BinaryValue DataType StringListValues StringValue}} MessageBody MessageDeduplicationId MessageGroupId MessageSystemAttributes{*{BinaryListValues BinaryValue DataType StringListValues StringValue}}}} QueueUrl",
    SetQueueAttributes: "Attributes QueueUrl",
    TagQueue: "QueueUrl Tags",
    UntagQueue: "QueueUrl TagKeys",
  },
  ssm: {
    DeleteParameter: "Name",
    GetParameter: "Name WithDecryption",
    GetParameters: "Names WithDecryption",
    GetParametersByPath: "MaxResults NextToken ParameterFilters{*{Key Option Values}} Path Recursive WithDecryption",
    PutParameter:
      "AllowedPattern DataType Description KeyId Name Overwrite Policies Tags{*{Key Value}} Tier Type Value",
  },
  states: {
    CreateActivity: "encryptionConfiguration{kmsDataKeyReusePeriodSeconds kmsKeyId type} name tags{*{key value}}",
    CreateStateMachine:
      "definition encryptionConfiguration{kmsDataKeyReusePeriodSeconds kmsKeyId type} loggingConfiguration{destinations{*{cloudWatchLogsLogGroup{logGroupArn}}} includeExecutionData level} name publish roleArn tags{*{key value}} tracingConfiguration{enabled} type versionDescription",
    CreateStateMachineAlias: "description name routingConfiguration{*{stateMachineVersionArn weight}}",
    DeleteActivity: "activityArn",
    DeleteStateMachine: "stateMachineArn",
    DeleteStateMachineAlias: "stateMachineAliasArn",
    DeleteStateMachineVersion: "stateMachineVersionArn",
    DescribeActivity: "activityArn",
    DescribeExecution: "executionArn includedData",
    DescribeMapRun: "mapRunArn",
    DescribeStateMachine: "includedData stateMachineArn",
    DescribeStateMachineAlias: "stateMachineAliasArn",
    DescribeStateMachineForExecution: "executionArn includedData",
    GetActivityTask: "activityArn workerName",
    GetExecutionHistory: "executionArn includeExecutionData maxResults nextToken reverseOrder",
    ListActivities: "maxResults nextToken",
    ListExecutions: "mapRunArn maxResults nextToken redriveFilter stateMachineArn statusFilter",
    ListMapRuns: "executionArn maxResults nextToken",
    ListStateMachineAliases: "maxResults nextToken stateMachineArn",
    ListStateMachineVersions: "maxResults nextToken stateMachineArn",
    ListStateMachines: "maxResults nextToken",
    ListTagsForResource: "resourceArn",
    PublishStateMachineVersion: "description revisionId stateMachineArn",
    RedriveExecution: "clientToken executionArn",
    SendTaskFailure: "cause error taskToken",
    SendTaskHeartbeat: "taskToken",
    SendTaskSuccess: "output taskToken",
    StartExecution: "input name stateMachineArn traceHeader",
    StartSyncExecution: "includedData input name stateMachineArn traceHeader",
    StopExecution: "cause error executionArn",
    TagResource: "resourceArn tags{*{key value}}",
    UntagResource: "resourceArn tagKeys",
    UpdateStateMachine:
      "definition encryptionConfiguration{kmsDataKeyReusePeriodSeconds kmsKeyId type} loggingConfiguration{destinations{*{cloudWatchLogsLogGroup{logGroupArn}}} includeExecutionData level} publish roleArn stateMachineArn tracingConfiguration{enabled} versionDescription",
    UpdateStateMachineAlias: "description routingConfiguration{*{stateMachineVersionArn weight}} stateMachineAliasArn",
    ValidateStateMachineDefinition: "definition maxResults severity type",
  },
  sts: {
    AssumeRole:
      "DurationSeconds ExternalId Policy PolicyArns{*{arn}} ProvidedContexts{*{ContextAssertion ProviderArn}} RoleArn RoleSessionName SerialNumber SourceIdentity Tags{*{Key Value}} TokenCode TransitiveTagKeys",
    GetCallerIdentity: "",
  },
};
