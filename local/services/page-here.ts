import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { addressesHere, addressHere } from "./addresses-here";
import type { HeaderList } from "./apigateway/http/header-list";
import type { Directory } from "./directory";

interface Answer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
}

/** A browser that came by a port of this machine and not by a name that leads here. */
const BY_PORT = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** What components write for the page of a site. */
const CONFIG = "/config.json";

/**
 * An answer of a site to a browser on this machine, for which names of AWS lead nowhere: where its page may connect to, and
 * what its config says, are the addresses behind these names.
 */
export const pageHere = <A extends Answer>(
  directory: Pick<Directory, "made">,
  { host, path }: { readonly host: string; readonly path: string },
  answer: A,
): A => {
  if (!BY_PORT.test(host)) return answer;
  const headers = answer.headers.copy();
  const policy = headers.get("content-security-policy");
  if (policy !== undefined) headers.set("Content-Security-Policy", policyHere(policy, directory));
  const body = path === CONFIG && answer.status === 200 ? configHere(answer, directory) : undefined;
  if (body === undefined) return { ...answer, headers };
  headers.removeAll(OF_THE_BODY);
  return { ...answer, headers, body };
};

const OF_THE_BODY: ReadonlySet<string> = new Set(["content-encoding", "content-length", "etag"]);

const policyHere = (policy: string, { made }: Pick<Directory, "made">): string =>
  policy.replace(/\bhttps:\/\/[^\s;]+/g, (source) => {
    const here = addressHere(source, made());
    // A path at its end would be that one alone.
    return here === undefined ? source : new URL(here).origin;
  });

const configHere = ({ headers, body }: Answer, { made }: Pick<Directory, "made">): Buffer | undefined => {
  const encoding = headers.get("content-encoding");
  const plain = encoding === "br" ? brotliDecompressSync(body) : encoding === "gzip" ? gunzipSync(body) : body;
  try {
    return Buffer.from(JSON.stringify(addressesHere(JSON.parse(plain.toString()), made())));
  } catch {
    return undefined;
  }
};
