import { randomUUID } from "node:crypto";
import { Client, type QueryArrayResult } from "pg";
import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type { Services } from "../directory";
import { passwordFits } from "../rds/proxy/stored-password";
import { badRequest, refusedByDatabase } from "./errors";
import type { Transactions } from "./transactions";

/** fidelity: docs: "Limitations with RDS Data API": a call ends after 45 seconds, a result is 1 MiB at most */
export const LIMITS = { callMs: 45_000, resultBytes: 1_048_576 } as const;

/** What every call names. */
export interface Place {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database?: string | undefined;
}

/** The way from a call to the database: the cluster, the secret, a connection. */
export class DataApi {
  constructor(
    private readonly cloud: Cloud,
    readonly transactions: Transactions,
    private readonly callMs: number = LIMITS.callMs,
  ) {}

  /** Whose a transaction is. */
  static owner({ resourceArn, secretArn }: Place): string {
    return `${resourceArn} ${secretArn}`;
  }

  /** Signs in with what the secret holds, read with the caller's rights. @throws {ServiceError} */
  async connect(place: Place, principal: Principal): Promise<Client> {
    const cluster = this.cluster(place.resourceArn);
    const { username, password } = await this.secret(place.secretArn, principal);
    const role = await cluster.role(username);
    if (role?.iam || !(await passwordFits(role?.password ?? null, username, password)))
      throw new ServiceError(
        "DatabaseErrorException",
        `FATAL: ${role?.iam ? "PAM" : "password"} authentication failed for user "${username}"; SQLState: ${role?.iam ? "28000" : "28P01"}`,
      );
    const database = place.database ?? cluster.database ?? "postgres";
    const client = new Client({ ...cluster.connection, user: username, database, application_name: "Data API" });
    client.on("error", () => {});
    await client.connect().catch((error: unknown) => {
      throw refusedByDatabase(error);
    });
    return client;
  }

  /** Runs one statement in the time that a call may take. */
  async run(
    client: Client,
    { text, values }: { readonly text: string; readonly values: readonly unknown[] },
  ): Promise<QueryArrayResult<(string | null)[]>> {
    const timer = setTimeout(() => void this.cancel(client), this.callMs);
    const begun = Date.now();
    try {
      return await client.query<(string | null)[]>({
        text,
        values: [...values],
        rowMode: "array",
        // Refuses several statements in one text.
        queryMode: "extended",
        types: { getTypeParser: () => (value: string) => value },
      } as never);
    } catch (error) {
      if (Date.now() - begun >= this.callMs) throw new ServiceError("StatementTimeoutException", "Request timed out");
      throw refusedByDatabase(error);
    } finally {
      clearTimeout(timer);
    }
  }

  private async cancel(client: Client): Promise<void> {
    const { host, port } = client;
    const other = new Client({ host, port, user: client.user, database: client.database });
    await other.connect().catch(() => {});
    await other.query("SELECT pg_cancel_backend($1)", [Reflect.get(client, "processID")]).catch(() => {});
    await other.end().catch(() => {});
  }

  private cluster(arn: string): NonNullable<ReturnType<Services["rds"]["dataApi"]>> {
    const [, , , , , kind, identifier = ""] = arn.split(":");
    const found = kind === "cluster" ? this.cloud.directory.rds.dataApi(identifier) : undefined;
    if (!found) throw new ServiceError("DatabaseNotFoundException", `DB cluster ${arn} is not found`, 404);
    if (!found.enabled)
      // fidelity: docs: HttpEndpointNotEnabledException
      throw new ServiceError(
        "HttpEndpointNotEnabledException",
        `The HTTP endpoint for using RDS Data API isn't enabled for the DB cluster ${identifier}`,
      );
    if (found.pause.paused) {
      void found.pause.awake();
      // fidelity: docs: DatabaseResumingException
      throw new ServiceError(
        "DatabaseResumingException",
        `The Aurora DB cluster ${identifier} is resuming after being auto-paused. Please wait a few seconds and try again.`,
      );
    }
    return found;
  }

  private async secret(arn: string, principal: Principal): Promise<{ username: string; password: string }> {
    const answer = await this.cloud.directory.service("secretsmanager")?.handle?.({
      principal,
      method: "POST",
      url: "/",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "secretsmanager.GetSecretValue" },
      body: Buffer.from(JSON.stringify({ SecretId: arn })),
      requestId: randomUUID(),
    });
    const said = JSON.parse(String(answer?.body ?? "{}")) as Record<string, string | undefined>;
    const message = said.Message ?? said.message ?? "";
    if (answer?.status !== 200)
      throw /not authorized/.test(message)
        ? new ServiceError("AccessDeniedException", message, 403)
        : new ServiceError("SecretsErrorException", message);
    try {
      const { username, password } = JSON.parse(said.SecretString ?? "") as Record<string, unknown>;
      if (typeof username === "string" && typeof password === "string") return { username, password };
    } catch {
      // Said below: a text that is no JSON is as little a secret of a database.
    }
    throw new ServiceError(
      "InvalidSecretException",
      "The Secrets Manager secret used with the request must hold username and password in JSON",
    );
  }
}

/** fidelity: docs: the same limits */
export const checkSize = (answer: string): string => {
  if (Buffer.byteLength(answer) <= LIMITS.resultBytes) return answer;
  throw badRequest("Database returned more than the allowed response size limit");
};
