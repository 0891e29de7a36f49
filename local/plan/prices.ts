/**
 * What costs while nothing happens, in US dollars without tax. Requests, storage and traffic come on top: how many
 * there will be is not in the program.
 */
export const PRICES = {
  region: "eu-west-1",
  asOf: "2026-11-22",
  source: "AWS's public on-demand prices without the free tier",
  hoursPerMonth: 730,
  perHour: {
    /** https://aws.amazon.com/privatelink/pricing: each interface endpoint, in each zone */
    interfaceEndpointZone: 0.011,
    /** https://aws.amazon.com/vpc/pricing */
    natGateway: 0.048,
    /** https://aws.amazon.com/vpc/pricing: each public address, used or not */
    publicAddress: 0.005,
    /** https://aws.amazon.com/rds/aurora/pricing: Aurora Standard, each ACU of Serverless v2 */
    auroraCapacityUnit: 0.14,
    /**
     * One GiB of memory of a class in one zone, by the letter of its family: a mean, since classes of a letter differ by a
     * tenth, between generations and processors. Of t observed: bills of eu-west-1 that others published (db.t4g.micro 0.017,
     * db.t4g.small 0.035, of some engine). The others are guesses, reckoned from prices of some classes, not read on the
     * day above; https://aws.amazon.com/rds/postgresql/pricing has each.
     */
    databaseMemory: { t: 0.0176, m: 0.0233, r: 0.0166, x: 0.0156 },
    /**
     * https://aws.amazon.com/rds/proxy/pricing: each processor of an instance, each ACU of a serverless cluster. Guess: not
     * read on the day above. In eu-west-2 others noted 0.017 a processor and 0.018 an ACU.
     */
    databaseProxyUnit: 0.018,
    /**
     * https://aws.amazon.com/elasticache/pricing: a GB of Valkey, serverless, of which a tenth is billed at least. Guess:
     * not read on the day above; us-east-1 was 0.084 in 2025, and Ireland is dearer by about a tenth.
     */
    cacheStorage: 0.093,
    /**
     * A node of Valkey by its size, those of m and r by their `large`, which `xlarge` doubles. Guess: a tenth above prices
     * of us-east-1 of 2025, not read on the day above.
     */
    cacheNode: { micro: 0.0141, small: 0.0282, medium: 0.0572, m: 0.139, r: 0.193 },
    /** https://aws.amazon.com/dynamodb/pricing/provisioned: the table class Standard, each unit */
    tableReadUnit: 0.000147,
    tableWriteUnit: 0.000735,
    /**
     * https://aws.amazon.com/lambda/pricing: a GB that is kept ready, by processor. Guess: prices of us-east-1, which were those of
     * Ireland too, not read on the day above.
     */
    provisionedMemory: { arm64: 0.012, x86_64: 0.015 },
    /** https://aws.amazon.com/kinesis/data-streams/pricing. Guess: a tenth above us-east-1, not read on the day above */
    shard: 0.017,
    streamOnDemand: 0.044,
    /** https://aws.amazon.com/elasticloadbalancing/pricing */
    loadBalancer: 0.0252,
  },
  perMonth: {
    /** https://aws.amazon.com/rds/postgresql/pricing: a GB of gp3 in one zone. Observed: a published bill of eu-west-1, 2.54 for 20 GB. */
    databaseStorage: 0.127,
    /** https://aws.amazon.com/secrets-manager/pricing; RDS keeps the master's password in one */
    secret: 0.4,
    /** https://aws.amazon.com/cloudwatch/pricing: each standard-resolution alarm on one metric */
    alarm: 0.1,
    /** https://aws.amazon.com/cloudwatch/pricing: each one beyond the first three of an account */
    dashboard: 3,
    /** https://aws.amazon.com/kms/pricing */
    key: 1,
    /** https://aws.amazon.com/route53/pricing */
    hostedZone: 0.5,
    /** https://aws.amazon.com/waf/pricing */
    webAcl: 5,
    /** https://aws.amazon.com/waf/pricing */
    webAclRule: 1,
  },
  /** Guesses all, not read on the day above: prices that others noted, without the tiers of who uses much. */
  perUse: {
    /** https://aws.amazon.com/amplify/pricing */
    amplify: { "GB served": 0.15, "GB stored for a month": 0.023 },
    amplifyBuild: { "minute of a build": 0.01 },
    amplifyRendering: { "million pages rendered": 0.3, "GB-hour of rendering": 0.2 },
    /** https://aws.amazon.com/cloudfront/pricing, viewers in Europe */
    cloudFront: { "GB served": 0.085, "million requests": 1.2 },
    /** https://aws.amazon.com/api-gateway/pricing */
    restApi: { "million requests": 3.5 },
    httpApi: { "million requests": 1.11 },
    webSocketApi: { "million messages of 32 KB": 1.14, "million minutes of connections": 0.285 },
  },
  perMillion: {
    /** https://aws.amazon.com/sqs/pricing: standard queues */
    queueRequests: 0.4,
    /** https://aws.amazon.com/eventbridge/pricing: EventBridge Scheduler. Guess: not read on the day above */
    scheduledCalls: 1,
  },
} as const;

/** Of a proxy before a serverless cluster, at least: https://aws.amazon.com/rds/proxy/pricing */
export const PROXIED_CAPACITY = 8;

/** Gigabytes of a serverless cache of Valkey that are billed in any case: https://aws.amazon.com/elasticache/pricing */
export const LEAST_OF_A_CACHE = 0.1;

/** Provisioned units of the class Standard-IA cost a quarter more: https://aws.amazon.com/dynamodb/pricing/provisioned */
export const INFREQUENT_ACCESS = 1.25;

/**
 * What AWS watches for each policy that follows the units of a table: two alarms on use, two on units that are not used
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html).
 */
export const ALARMS_OF_SCALING = 4;

/**
 * What Lambda asks an empty queue: five long polls of twenty seconds at a time
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
 */
export const IDLE_POLLS_PER_HOUR = 5 * (3600 / 20);
