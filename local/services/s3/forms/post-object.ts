import type { Principal } from "../../../access/access";
import type { Permit } from "../../../access/permit";
import { readXml } from "../../../wire/protocols/read-xml";
import { ServiceError } from "../../../wire/service-error";
import { isSignatureOf } from "../../../wire/signatures/sigv4";
import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import { identityOf, signatureDoesNotMatch } from "../access/authenticate";
import { readTree } from "../configurations/schema";
import { notify } from "../notifications/notify";
import { writtenBy } from "../notifications/written";
import { attributesOf, checkKey } from "../objects/attributes";
import { encryptionHeaders, encryptionOf, useKey } from "../objects/encryption";
import { checkTags, TAGGING } from "../objects/tags";
import { readUpload } from "../objects/upload";
import { invalidArgument, invalidRequest, malformedXml } from "../s3-errors";
import { ANONYMOUS, arnOf, asked, requireBucket, type S3Parts, versionHeader, xmlAnswer } from "../s3-operation";
import { type Form, readForm } from "./form";
import { readPostPolicy, requireAllowed } from "./post-policy";

type Fields = Form["fields"];

/** An upload by a browser's form, which a signed policy allows. */
// fidelity: docs: S3 API reference, "POST Object"; observed: localstack test_s3_presigned_post_*: the texts
export const postObject = async (
  services: S3Parts,
  permit: Permit,
  name: string,
  request: Omit<ApiRequest, "principal">,
): Promise<ApiResponse> => {
  const { store, clock } = services;
  const form = await readForm(request);
  const { fields, file } = form;
  const { key = "" } = fields;
  const bucket = requireBucket(services, { bucket: name });
  const principal = signerOf(services, fields);
  if (fields.policy !== undefined) requireAllowed(readPostPolicy(fields.policy), name, form, clock.now());
  const headers = headersOf(fields);
  const call = { bucket: name, key, query: new URLSearchParams(), request: { ...request, headers, principal } };
  const ask = asked(services, call, call);
  permit(principal, { ...ask, action: "s3:PutObject", context: { ...ask.context, "s3:authType": "POST" } });
  checkKey(key);
  const encryption = encryptionOf(headers, bucket);
  const place = { bucket: arnOf(services, { ...call, key: "" }), object: arnOf(services, call) };
  useKey(services, principal, encryption, "kms:GenerateDataKey", place);
  const { bytes, checksums } = readUpload({ headers, body: file });
  const stored = await store.put(
    name,
    { key, lastModified: clock.now(), ...attributesOf(headers), tags: tagsOf(fields.tagging), checksums, encryption },
    bytes,
  );
  notify(services, writtenBy(call, "ObjectCreated:Post", "PostObject", bucket, stored));
  const location = `http://${request.headers.host ?? ""}/${name}/${key.split("/").map(encodeURIComponent).join("/")}`;
  return answer(
    fields,
    { bucket: name, key, etag: stored.etag, location },
    {
      ...checksums,
      ...encryptionHeaders(services, encryption),
      ...versionHeader(bucket, stored.versionId),
    },
  );
};

/** Fields that say something of the object are the headers of other uploads. */
const headersOf = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...fields, ...(fields.acl === undefined ? {} : { "x-amz-acl": fields.acl }) }).filter(([name]) =>
      /^(x-amz-(?!(algorithm|credential|date|signature|security-token)$)|cache-control|content-|expires)/.test(name),
    ),
  );

const tagsOf = (text: string | undefined) => {
  if (text === undefined) return undefined;
  try {
    return checkTags(readTree(TAGGING, readXml(text).value).TagSet.Tag, "object");
  } catch (error) {
    throw error instanceof ServiceError ? error : malformedXml();
  }
};

const FIELDS = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Signature"];

/** Who has signed the policy of a form. */
const signerOf = ({ cloud }: S3Parts, fields: Fields): Principal => {
  const { policy } = fields;
  if (policy === undefined) return ANONYMOUS;
  if (fields.awsaccesskeyid !== undefined || fields.signature !== undefined) {
    throw invalidRequest(
      "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
    );
  }
  for (const field of FIELDS) {
    if (fields[field.toLowerCase()] !== undefined) continue;
    throw invalidArgument(
      `Bucket POST must contain a field named '${field}'.  If it is specified, please check the order of the fields.`,
      field,
      "",
    );
  }
  const [accessKeyId = "", date = "", region = "", service = "", end, ...rest] = (
    fields["x-amz-credential"] ?? ""
  ).split("/");
  if (end !== "aws4_request" || rest.length > 0) {
    throw invalidArgument(
      'The Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
      "X-Amz-Credential",
      fields["x-amz-credential"],
    );
  }
  const sessionToken = fields["x-amz-security-token"];
  const { credentials, principal } = identityOf({ accessKeyId, sessionToken }, cloud);
  const signature = fields["x-amz-signature"] ?? "";
  const signed = { date, region, service, signature };
  if (isSignatureOf(policy, credentials.secretAccessKey, signed)) return principal;
  throw signatureDoesNotMatch(accessKeyId, policy, signature);
};

interface Posted {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly location: string;
}

const answer = (
  fields: Fields,
  { bucket, key, etag, location }: Posted,
  headers: Readonly<Record<string, string>>,
): ApiResponse => {
  const target = redirection(fields.success_action_redirect ?? fields.redirect, { bucket, key, etag });
  if (target !== undefined) return { status: 303, headers: { ...headers, etag, location: target }, body: "" };
  const status = Number(fields.success_action_status);
  if (status === 201) {
    const posted = xmlAnswer("PostResponse", { Location: location, Bucket: bucket, Key: key, ETag: etag });
    const body = String(posted.body).replace(/ xmlns="[^"]*"/, "");
    return { status, headers: { ...headers, ...posted.headers, etag, location }, body };
  }
  return { status: status === 200 ? 200 : 204, headers: { ...headers, etag, location }, body: "" };
};

/** What is no URL is passed over. */
const redirection = (
  url: string | undefined,
  query: Readonly<Record<"bucket" | "key" | "etag", string>>,
): string | undefined => {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams(query)}`;
};
