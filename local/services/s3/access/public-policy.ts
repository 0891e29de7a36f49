import type { PolicyDocument, Statement } from "../../../access/access";
import { accessDenied } from "../s3-errors";
import type { Bucket } from "../storage/bucket";

/** Condition keys that keep a statement from being public, where they are compared with fixed values. */
// fidelity: docs: S3 user guide, "Blocking public access": the meaning of "public"
const FIXED =
  /^(aws:(sourceip|sourcearn|sourcevpc|sourcevpce|sourceowner|sourceaccount|userid|principalorgid|principalorgpaths|principalarn|principalaccount|sourceorgid|sourceorgpaths)|s3:(x-amz-server-side-encryption-aws-kms-key-id|dataaccesspointarn|dataaccesspointaccount)|\w+:(sub|aud|amr))$/i;

/** Whether a policy lets in anybody at all. */
export const isPublic = (policy: PolicyDocument | undefined): boolean =>
  (policy?.Statement ?? []).some(
    (statement) => statement.Effect === "Allow" && anybody(statement) && !bound(statement),
  );

const anybody = ({ Principal }: Statement): boolean =>
  Principal === "*" || [(typeof Principal === "object" && Principal.AWS) || []].flat().includes("*");

const bound = ({ Condition = {} }: Statement): boolean =>
  Object.entries(Condition).some(
    ([operator, keys]) =>
      /^(ForAnyValue:)?(String|Arn|Ip)(Equals|Like|Address|EqualsIgnoreCase)/.test(operator) &&
      Object.entries(keys).some(
        ([key, value]) => FIXED.test(key) && [value].flat().every((each) => isFixed(key, each)),
      ),
  );

const isFixed = (key: string, value: string | boolean): boolean => {
  const text = String(value);
  if (/sourceip$/i.test(key)) return !/^(0\.0\.0\.0|::)\/[0-7]$|^\*$/.test(text);
  // An ARN may leave open what is behind the account or the bucket.
  return !/[*?$]/.test(/^arn:/.test(text) ? text.split(":").slice(0, 5).join("") : text);
};

/** @throws {ServiceError} AccessDenied, for a public policy of a bucket that may have none */
export const refusePublicPolicy = ({ name, publicAccessBlock }: Bucket, policy: PolicyDocument, who: string): void => {
  if (!publicAccessBlock?.BlockPublicPolicy || !isPublic(policy)) return;
  // fidelity: observed: AWS's message, of 2024
  throw accessDenied(
    `User: ${who} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${name}" because public policies are blocked by the BlockPublicPolicy block public access setting.`,
  );
};
