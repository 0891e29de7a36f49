import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "serverless-tiers";
import type { State } from "./state";

/**
 * What a preview reads besides ViewOnlyAccess and SecurityAudit. It changes nothing, not even a lock: a preview takes
 * none, and drift is looked for by a preview too.
 *
 * It may decrypt the state's secrets, which is what a preview does: whoever may push a branch can run a changed
 * workflow with this role. docs/environments.md says what follows from that.
 */
export const previewStatements = ({ bucketArn, keyArn }: State): Statement[] => [
  {
    Sid: "FindState",
    Effect: "Allow",
    Action: ["s3:GetBucketLocation", "s3:ListBucket"],
    Resource: bucketArn,
  },
  { Sid: "ReadState", Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.interpolate`${bucketArn}/*` },
  { Sid: "DecryptState", Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn },
  {
    // A refresh reads a function with where its code is, and an API whole; the two managed policies stop short of that.
    Sid: "Refresh",
    Effect: "Allow",
    Action: ["lambda:GetFunction", "lambda:GetFunctionCodeSigningConfig", "lambda:GetAlias"],
    Resource: "arn:aws:lambda:*:*:function:*",
  },
  { Sid: "RefreshApis", Effect: "Allow", Action: "apigateway:GET", Resource: "arn:aws:apigateway:*::/*" },
];
