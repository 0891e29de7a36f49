import { randomUUID } from "node:crypto";
import type { Principal } from "../../../access/access";
import { verifyToken } from "../../../access/connect-token";
import type { Cloud } from "../../../cloud/cloud";
import type { Refusal, Role, Visitor } from "../proxy/door";
import { passwordFits } from "../proxy/stored-password";
import type { Reached } from "../servers";
import type { ProxyRecord, ProxySecret } from "./proxy-record";

/** What a proxy has for a user: a secret with a password, or its own right to sign in by token. */
type Credentials = { readonly secret: ProxySecret; readonly password: string } | "token";

/**
 * Lets a visitor of a proxy in, or refuses as RDS Proxy does, with a line for the developer that names what is missing.
 * fidelity: docs: RDS user guide, "Troubleshooting for RDS Proxy", the errors of PostgreSQL; their SQLSTATEs are a guess
 */
export const admitToProxy = async (
  cloud: Cloud,
  proxy: ProxyRecord,
  host: string,
  database: Reached,
  visitor: Visitor,
): Promise<Refusal | "gone" | undefined> => {
  const { user } = visitor;
  if (visitor.replication)
    return {
      code: "0A000",
      message: "Feature not supported: RDS Proxy currently doesn't support streaming replication mode",
    };
  if (proxy.requireTls && !visitor.encrypted) return refuse("This RDS proxy requires TLS connections");
  const password = await visitor.password();
  if (password === undefined) return "gone";
  const warn = (why: string) => cloud.log.warn("rds", `proxy ${proxy.name} refused ${user}: ${why}`);
  const found = await credentialsFor(cloud, proxy, database, user);
  if (typeof found === "object" && "missing" in found) {
    warn(found.missing);
    return refuse(
      `This RDS proxy has no credentials for the role ${user}. Check the credentials for this role and try again.`,
    );
  }
  if (found !== "token" && !found.secret.iam) {
    if (password === found.password) return undefined;
    warn("the password is not that of the secret");
    return { code: "28P01", message: `The password that was provided for the role ${user} is wrong.` };
  }
  const missing = missingForToken(cloud, proxy, host, visitor, password);
  if (missing === undefined) return undefined;
  warn(missing);
  return refuse(`IAM authentication failed for the role ${user}. Check the IAM token for this role and try again.`);
};

const refuse = (message: string): Refusal => ({ code: "28000", message });

const missingForToken = (
  cloud: Cloud,
  { id }: ProxyRecord,
  host: string,
  { user, encrypted }: Visitor,
  token: string,
): string | undefined => {
  if (!encrypted) return "IAM authentication is allowed only with SSL connections";
  const { access, region, clock } = cloud;
  const authorities = [`${host}:${PORT}`];
  const query = { DBUser: user };
  const result = verifyToken({ token, service: "rds-db", authorities, query, region, now: clock.now(), access });
  if (!result.valid) return result.reason;
  return denied(cloud, result.principal, id, user);
};

const PORT = 5432;

/** Why somebody may not `rds-db:connect` as a user of a proxy or a database, `undefined` when they may. */
const denied = (
  { access, partition, region, account }: Cloud,
  principal: Principal,
  resourceId: string,
  user: string,
): string | undefined => {
  const resource = `arn:${partition}:rds-db:${region}:${account}:dbuser:${resourceId}/${user}`;
  const decision = access.decide(principal, { action: "rds-db:connect", resource });
  return decision.allowed ? undefined : `${principal.arn} may not rds-db:connect on ${resource}, ${decision.reason}`;
};

/** What the proxy itself signs in to the database with, and the database takes; or what it lacks for it. */
const credentialsFor = async (
  cloud: Cloud,
  proxy: ProxyRecord,
  { record, running }: Reached,
  user: string,
): Promise<Credentials | { readonly missing: string }> => {
  const principal = cloud.access.servicePrincipal(proxy.roleArn, "rds.amazonaws.com");
  if (!principal) return { missing: `rds.amazonaws.com may not assume ${proxy.roleArn}` };
  const role = await running.role(user);
  if (!role) return { missing: "there is no such user" };
  const found = await secretFor(cloud, proxy, principal, user);
  if (typeof found === "object" && "missing" in found) return found;
  if (found)
    return (await fits(role, user, found.password))
      ? found
      : { missing: "the database does not take the password of the secret" };
  if (!proxy.byToken) return { missing: "none of its secrets is of this user" };
  if (!record.iamEnabled) return { missing: "iamDatabaseAuthenticationEnabled is off on the database" };
  if (!role.iam) return { missing: "the user is no member of rds_iam" };
  const why = denied(cloud, principal, record.resourceId, user);
  return why === undefined ? "token" : { missing: why };
};

const fits = async (role: Role, user: string, password: string): Promise<boolean> =>
  !role.iam && (await passwordFits(role.password, user, password));

/** The secret whose user it is, read with the rights of the proxy's role. */
const secretFor = async (
  { directory }: Cloud,
  { secrets }: ProxyRecord,
  principal: Principal,
  user: string,
): Promise<Exclude<Credentials, "token"> | { readonly missing: string } | undefined> => {
  let refused: string | undefined;
  for (const secret of secrets) {
    const answer = await directory.service("secretsmanager")?.handle?.({
      principal,
      method: "POST",
      url: "/",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "secretsmanager.GetSecretValue" },
      body: Buffer.from(JSON.stringify({ SecretId: secret.secretArn })),
      requestId: randomUUID(),
    });
    const said = JSON.parse(String(answer?.body ?? "{}")) as {
      SecretString?: string;
      Message?: string;
      message?: string;
    };
    if (answer?.status !== 200) refused = said.Message ?? said.message ?? "a secret cannot be read";
    const held = parsed(said.SecretString);
    if (held?.username === user && held.password !== undefined) return { secret, password: held.password };
  }
  return refused === undefined ? undefined : { missing: refused };
};

const parsed = (text: string | undefined): { username?: string; password?: string } | undefined => {
  try {
    return JSON.parse(text ?? "") as { username?: string; password?: string };
  } catch {
    return undefined;
  }
};
