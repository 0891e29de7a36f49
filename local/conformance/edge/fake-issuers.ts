import { createPrivateKey, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { Clock } from "../../cloud/clock";
import { listen } from "../../wire/transport/listen";
import { isMap, type JsonMap } from "../case-file";

const KEY_ID = "case-key";

/** OpenID issuers of a case: their documents, and tokens that they sign. */
export class FakeIssuers {
  private readonly keys = new Map<string, KeyObject>();

  private constructor(
    private readonly clock: Clock,
    private readonly port: number,
    readonly close: () => void,
  ) {}

  static async start(names: readonly string[], clock: Clock): Promise<FakeIssuers> {
    const server = createServer((request, response) => {
      const [, name = "", path = ""] = /^\/([^/]+)\/(.*)$/.exec(request.url ?? "") ?? [];
      const document = issuers.document(name, path);
      response.writeHead(document ? 200 : 404, { "Content-Type": "application/json" });
      response.end(JSON.stringify(document ?? {}));
    });
    const port = names.length > 0 ? await listen(server, 0) : 0;
    const issuers = new FakeIssuers(clock, port, () => void server.close());
    for (const name of names) {
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      issuers.keys.set(name, privateKey);
    }
    return issuers;
  }

  url(name: string): string | undefined {
    return this.keys.has(name) ? `http://127.0.0.1:${this.port}/${name}` : undefined;
  }

  /** A JWT of an issuer, RS256. */
  token({ issuer, claims, expiresIn = 600, notBefore }: JsonMap): string {
    const name = String(issuer);
    const key = this.keys.get(name);
    if (!key) throw new Error(`the case has no issuer ${name}`);
    const now = Math.floor(this.clock.now() / 1000);
    const times = {
      iat: now,
      exp: now + Number(expiresIn),
      ...(notBefore !== undefined && { nbf: now + Number(notBefore) }),
    };
    const payload = { iss: this.url(name), ...times, ...(isMap(claims) ? claims : {}) };
    const text = [{ alg: "RS256", typ: "JWT", kid: KEY_ID }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
  }

  private document(name: string, path: string): object | undefined {
    const key = this.keys.get(name);
    if (!key) return undefined;
    const issuer = this.url(name);
    if (path === ".well-known/openid-configuration") {
      return {
        issuer,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ["RS256"],
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
      };
    }
    if (path !== "jwks") return undefined;
    const { kty, n, e } = createPrivateKey(key.export({ type: "pkcs8", format: "pem" })).export({ format: "jwk" });
    return { keys: [{ kty, n, e, kid: KEY_ID, alg: "RS256", use: "sig" }] };
  }
}
