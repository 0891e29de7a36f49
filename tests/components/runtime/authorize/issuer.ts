import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** An identity provider of a test: discovery, keys and tokens, and what it was asked for. */
export interface TestIssuer {
  readonly url: string;
  readonly asked: string[];
  /** What answers in place of its documents. */
  answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  token(
    claims?: JWTPayload,
    header?: { readonly kid?: string; readonly alg?: string; readonly typ?: string },
  ): Promise<string>;
  /** New keys in place of those it had; tokens are signed by the new one. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export const AUDIENCE = "https://shop.example.com/api";

export const openIssuer = async (): Promise<TestIssuer> => {
  let kid = 0;
  let pair: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    asked.push(request.url ?? "");
    if (issuer.answer) return issuer.answer(request, response);
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: `k${kid}`, alg: "RS256", use: "sig" };
    const documents: Readonly<Record<string, unknown>> = {
      "/.well-known/openid-configuration": { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` },
      "/keys": { keys: [jwk] },
    };
    const found = documents[request.url ?? ""];
    response.writeHead(found === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(found));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer: TestIssuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: undefined,
    token: (claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const all = { sub: "ana", iss: issuer.url, aud: AUDIENCE, iat: now, exp: now + 600, ...claims };
      return new SignJWT(all).setProtectedHeader({ alg: "RS256", kid: `k${kid}`, ...header }).sign(pair.privateKey);
    },
    rotate: async () => {
      kid += 1;
      pair = await generateKeyPair("RS256");
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  await issuer.rotate();
  return issuer;
};
