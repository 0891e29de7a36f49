import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Behavior } from "../distribution/plan";
import type { EdgeAnswer } from "./message";

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

// fidelity: docs: ServingCompressedFiles, file types that CloudFront compresses
const TYPES = new Set(
  `application/dash+xml application/eot application/font application/font-sfnt application/javascript application/json
  application/opentype application/otf application/pdf application/pkcs7-mime application/protobuf application/rss+xml
  application/truetype application/ttf application/vnd.apple.mpegurl application/vnd.mapbox-vector-tile
  application/vnd.ms-fontobject application/wasm application/xhtml+xml application/xml application/x-font-opentype
  application/x-font-truetype application/x-font-ttf application/x-httpd-cgi application/x-javascript
  application/x-mpegurl application/x-opentype application/x-otf application/x-perl application/x-ttf
  font/eot font/opentype font/otf font/ttf image/svg+xml text/css text/csv text/html text/javascript text/js
  text/plain text/richtext text/tab-separated-values text/xml text/x-component text/x-java-source text/x-script
  vnd.apple.mpegurl`.split(/\s+/),
);

const STATUSES = new Set([200, 403, 404]);
const MIN_BYTES = 1_000;
const MAX_BYTES = 10_000_000;

/** fidelity: guess: CloudFront does not say how hard it tries; a laptop is not to wait */
const BROTLI_QUALITY = 5;

/** The answer as a viewer with these encodings gets it, compressed where CloudFront would. */
// fidelity: docs: ServingCompressedFiles, notes
export const compressed = async (
  answer: EdgeAnswer,
  behavior: Pick<Behavior, "compress">,
  encodings: string | undefined,
): Promise<EdgeAnswer> => {
  if (!behavior.compress || !isCompressible(answer)) return answer;
  const headers = answer.headers.copy();
  if (!/\baccept-encoding\b/i.test(headers.get("vary") ?? "")) headers.add("Vary", "Accept-Encoding");
  const encoding = encodings?.includes("br") ? "br" : encodings?.includes("gzip") ? "gzip" : undefined;
  if (!encoding) return { ...answer, headers };
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const body = encoding === "br" ? await brotlied(answer.body, { params }) : await gzipped(answer.body);
  headers.set("Content-Encoding", encoding);
  const etag = headers.get("etag");
  headers.remove("etag");
  const weak = etag === undefined ? undefined : weakened(etag);
  if (weak !== undefined) headers.add("ETag", weak);
  headers.remove("content-length");
  return { ...answer, headers, body };
};

const isCompressible = ({ status, headers, body }: EdgeAnswer): boolean =>
  STATUSES.has(status) &&
  !headers.has("content-encoding") &&
  headers.has("content-length") &&
  body.length >= MIN_BYTES &&
  body.length <= MAX_BYTES &&
  TYPES.has((headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "");

// fidelity: docs: ServingCompressedFiles, ETag header conversion
const weakened = (etag: string): string | undefined => {
  if (/^W\/"[^"]*"$/.test(etag)) return etag;
  return /^"[^"]*"$/.test(etag) ? `W/${etag}` : undefined;
};
