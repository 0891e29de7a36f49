import { randomUUID } from "node:crypto";
import type { Cloud } from "../../../cloud/cloud";
import { ServiceError } from "../../../wire/service-error";
import { invalidRequest, notFound } from "../errors";
import { CURRENT, PENDING, type SecretRecord, versionAt } from "../secret-record";
import type { Secrets } from "../secrets";
import { type RotationRules, withNext } from "./schedule";

const SERVICE = "secretsmanager.amazonaws.com";

// fidelity: docs: "Lambda rotation functions", the four steps
const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;
type Step = (typeof STEPS)[number];

/** fidelity: guess: AWS says that it tries again, and not when */
const RETRY_AFTER_MS = [60_000, 300_000, 1_800_000, 3_600_000] as const;

/** A timer of Node holds 2^31 ms. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

export interface RotationRequest {
  readonly token: string;
  readonly functionArn?: string | undefined;
  readonly rules?: RotationRules | undefined;
  readonly immediately: boolean;
}

/** Rotates secrets: now, on their schedule, and again where a rotation was left unfinished. */
export class Rotations {
  /** What each secret waits for, by ARN. */
  private readonly waiting = new Map<string, () => void>();
  private readonly running = new Set<string>();
  /** Tests of a function, by the ARN of the secret: a rotation waits for them, since their version is pending, too. */
  private readonly tests = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(
    private readonly cloud: Cloud,
    private readonly secrets: Secrets,
  ) {}

  /** Takes up what a process that ended has left, and the schedules. */
  start(): void {
    for (const record of this.secrets.all()) {
      if (record.rotation?.enabled && unfinished(record) !== undefined) this.run(record.arn);
      else this.schedule(record);
    }
  }

  stop(): void {
    this.stopped = true;
    for (const cancel of this.waiting.values()) cancel();
    this.waiting.clear();
  }

  /** Sets how a secret is rotated, and rotates it; the id of the version that it makes. @throws {ServiceError} */
  async rotate({ arn }: SecretRecord, request: RotationRequest): Promise<string> {
    await this.tests.get(arn);
    const record = this.secrets.find(arn);
    if (!record) throw notFound();
    const functionArn = request.functionArn ?? record.rotation?.functionArn;
    // fidelity: observed: LocalStack's tests of RotateSecret on AWS
    if (!functionArn) throw invalidRequest("No Lambda rotation function ARN is associated with this secret.");
    await this.checkFunction(functionArn, record.arn);
    if (record.versions[request.token]) return request.token;
    if (unfinished(record) !== undefined) {
      this.run(record.arn);
      // fidelity: observed: that it is attempted again as well
      throw invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");
    }
    const now = this.cloud.clock.now();
    const rules = request.rules ?? record.rotation?.rules;
    const rotation = withNext({ ...record.rotation, enabled: true, functionArn, rules }, now);
    const set = { ...record, rotation, changedAt: now };
    if (request.immediately) await this.begin(set, request.token);
    else {
      const kept = await this.secrets.keep(set);
      this.schedule(kept);
      this.tests.set(
        arn,
        this.test(kept, request.token).finally(() => this.tests.delete(arn)),
      );
    }
    return request.token;
  }

  /** Ends the schedule. What a rotation in progress has done stays as it is. */
  async cancel(record: SecretRecord): Promise<void> {
    if (!record.rotation) return;
    this.forget(record.arn);
    const off = { ...record.rotation, enabled: false };
    await this.secrets.keep({ ...record, rotation: withNext(off, this.cloud.clock.now()) });
  }

  /** Waits for the next window of a secret. A new value is a rotation, too, where it is rotated by days. */
  schedule(record: SecretRecord): void {
    const { arn, rotation } = record;
    if (this.running.has(arn) || unfinished(record) !== undefined) return; // its end says when the next one is
    this.forget(arn);
    const { next, enabled } = rotation ?? {};
    if (!next || !enabled || this.stopped) return;
    const { clock } = this.cloud;
    const wait = Math.min(Math.max(next.from - clock.now(), 0), LONGEST_WAIT_MS);
    this.waiting.set(
      arn,
      clock.after(wait, () => {
        const record = this.secrets.find(arn);
        if (!record) return;
        if (next.from > clock.now()) this.schedule(record);
        else void this.begin(record, randomUUID());
      }),
    );
  }

  private forget(arn: string): void {
    this.waiting.get(arn)?.();
    this.waiting.delete(arn);
  }

  /** fidelity: observed: a version without a value carries AWSPENDING before the function is called */
  private async begin(record: SecretRecord, token: string): Promise<void> {
    const now = this.cloud.clock.now();
    const rotation = record.rotation && withNext(record.rotation, now);
    const version = { stages: [PENDING], createdAt: now };
    await this.secrets.keep({
      ...record,
      ...(rotation ? { rotation } : {}),
      versions: { ...record.versions, [token]: version },
    });
    this.run(record.arn);
  }

  private run(arn: string, attempt = 0): void {
    if (this.running.has(arn) || this.stopped) return;
    this.running.add(arn);
    this.forget(arn);
    void this.attempt(arn)
      .catch((error: unknown) => String(error))
      .then((failure) => {
        this.running.delete(arn);
        if (this.stopped) return;
        const record = this.secrets.find(arn);
        if (!record?.rotation?.enabled) return;
        if (failure === undefined) return this.schedule(record);
        const delayMs = RETRY_AFTER_MS[Math.min(attempt, RETRY_AFTER_MS.length - 1)] ?? 0;
        const { log, clock } = this.cloud;
        log.warn("secretsmanager", `the rotation of ${record.name} failed and comes again: ${failure}`);
        this.waiting.set(
          arn,
          clock.after(delayMs, () => this.run(arn, attempt + 1)),
        );
      });
  }

  /** All four steps, whichever a former attempt has come to: functions look what is done. Answers what failed. */
  private async attempt(arn: string): Promise<string | undefined> {
    const token = this.pending(arn);
    if (token === undefined) return undefined;
    for (const step of STEPS) {
      const failure = await this.invoke(arn, token, step);
      if (failure !== undefined) return `${step}: ${failure}`;
    }
    if (this.pending(arn) !== undefined)
      return "the function has left its version AWSPENDING and not made it AWSCURRENT";
    await this.completed(arn);
    return undefined;
  }

  private pending(arn: string): string | undefined {
    const record = this.secrets.find(arn);
    return record && !record.deletion ? unfinished(record) : undefined;
  }

  private async completed(arn: string): Promise<void> {
    const record = this.secrets.find(arn);
    if (!record?.rotation) return;
    const lastAt = this.cloud.clock.now();
    await this.secrets.keep({ ...record, rotation: { ...withNext(record.rotation, lastAt), lastAt } });
  }

  /**
   * What a schedule that does not begin at once is tested with.
   * fidelity: docs: RotateSecret, RotateImmediately; observed: the pending version has the current value
   */
  private async test(record: SecretRecord, token: string): Promise<void> {
    const [, current] = versionAt(record, CURRENT) ?? [];
    const version = { ...current, stages: [PENDING], createdAt: this.cloud.clock.now() };
    this.running.add(record.arn);
    await this.secrets.keep({ ...record, versions: { ...record.versions, [token]: version } });
    const failure = await this.invoke(record.arn, token, "testSecret").catch((error: unknown) => String(error));
    this.running.delete(record.arn);
    if (failure !== undefined) this.cloud.log.warn("secretsmanager", `${record.name}: testSecret: ${failure}`);
    const left = this.secrets.find(record.arn);
    if (!left) return;
    const { [token]: __, ...versions } = left.versions;
    await this.secrets.keep({ ...left, versions });
  }

  private async invoke(arn: string, token: string, step: Step): Promise<string | undefined> {
    const { functionArn, enabled } = this.secrets.find(arn)?.rotation ?? {};
    if (functionArn === undefined || !enabled) return "the rotation was cancelled";
    const event = JSON.stringify({ ClientRequestToken: token, SecretId: arn, Step: step });
    const { functionError, payload } = await this.functions.invoke(functionArn, event, { as: asService(arn) });
    return functionError ? payload.toString() : undefined;
  }

  /** @throws {ServiceError} unless Secrets Manager may invoke it */
  private async checkFunction(functionArn: string, secretArn: string): Promise<void> {
    try {
      await this.functions.invoke(functionArn, "{}", { as: asService(secretArn), dryRun: true });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // fidelity: observed: the same for a function that is not there
      throw new ServiceError(
        "AccessDeniedException",
        `Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal ${SERVICE}.`,
      );
    }
  }

  private get functions() {
    return this.cloud.directory.lambda.functions;
  }
}

const asService = (sourceArn: string) => ({ service: SERVICE, sourceArn });

/** The version that a rotation has begun and not brought to its end. */
const unfinished = (record: SecretRecord): string | undefined => {
  const [id, version] = versionAt(record, PENDING) ?? [];
  return version?.stages.includes(CURRENT) ? undefined : id;
};
