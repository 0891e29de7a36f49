import { createSign, type KeyObject } from "node:crypto";
import { isMap, type Json, type JsonMap } from "../case-file";

/** A request of a viewer of private content, with its signature. */
export interface SignedViewer {
  readonly path: string;
  readonly cookies: readonly string[];
}

type Parameters = Readonly<Record<string, string>>;

export interface ViewerSigner {
  key(name: string): KeyObject | undefined;
  /** Milliseconds. */
  now(): number;
  readonly began: number;
  /** What `keep` kept. */
  readonly kept: Map<string, Parameters>;
}

// fidelity: docs: CloudFront developer guide, Create a URL signature using …: the alphabet
const coded = (bytes: Buffer): string =>
  bytes.toString("base64").replaceAll("+", "-").replaceAll("=", "_").replaceAll("/", "~");

/** Signs a request as the guide says, canned or with a policy of its own. */
export const signViewer = (asked: Json, url: string, path: string, signer: ViewerSigner): SignedViewer => {
  let signed: SignedViewer = { path, cookies: [] };
  for (const each of [asked].flat().filter(isMap)) {
    const parameters = { ...parametersOf(each, url, signer) };
    if (typeof each.keep === "string") signer.kept.set(each.keep, parameters);
    for (const [name, value] of Object.entries(isMap(each.tamper) ? each.tamper : {})) parameters[name] = String(value);
    const pairs = Object.entries(parameters);
    if (each.as === "cookies") {
      signed = {
        ...signed,
        cookies: [...signed.cookies, ...pairs.map(([name, value]) => `CloudFront-${name}=${value}`)],
      };
    } else {
      const query = pairs.map(([name, value]) => `${name}=${value}`).join("&");
      signed = { ...signed, path: `${signed.path}${signed.path.includes("?") ? "&" : "?"}${query}` };
    }
  }
  return signed;
};

const parametersOf = (asked: JsonMap, url: string, { key, now, began, kept }: ViewerSigner): Parameters => {
  const known = typeof asked.reuse === "string" ? kept.get(asked.reuse) : undefined;
  if (known) return known;
  const { policy: own, resource = url, expiresIn = 60, expiresAt } = asked;
  const from = expiresAt === undefined ? now() + Number(expiresIn) * 1000 : began + Number(expiresAt) * 1000;
  const expires = Math.floor(from / 1000);
  const canned = {
    Statement: [{ Resource: resource, Condition: { DateLessThan: { "AWS:EpochTime": expires } } }],
  };
  const policy = isMap(own) && typeof own.raw === "string" ? own.raw : JSON.stringify(own ?? canned);
  const privateKey = key(String(asked.key));
  if (!privateKey) throw new Error(`the case has no key ${asked.key}`);
  return {
    ...(own === undefined ? { Expires: String(expires) } : { Policy: coded(Buffer.from(policy)) }),
    Signature: coded(createSign("RSA-SHA1").update(policy).sign(privateKey)),
    "Key-Pair-Id": String(asked.keyPairId),
  };
};
