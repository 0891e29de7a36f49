import { createHash } from "node:crypto";
import { type AwsTypes, input, type Subject, text, uuid } from "../aws-type";
import { like, oneOf } from "../rule";

const DOMAIN = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

const names = ({ inputs }: Subject): string[] => [
  ...new Set([
    text(inputs.domainName),
    ...(Array.isArray(inputs.subjectAlternativeNames) ? inputs.subjectAlternativeNames : []).map(String),
  ]),
];

// fidelity: docs: acm dns-validation: a CNAME by name, the same for a wildcard and the name below it
const validation = (domainName: string, { account }: Subject) => {
  const bare = domainName.replace(/^\*\./, "");
  const token = (of: string) => createHash("md5").update(`${account}/${of}/${bare}`).digest("hex");
  return {
    domainName,
    resourceRecordName: `_${token("name")}.${bare}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${token("value")}.${token("zone").slice(0, 10)}.acm-validations.aws.`,
  };
};

export const ACM: AwsTypes = {
  "aws:acm/certificate:Certificate": {
    id: (subject) => `arn:aws:${arn(subject)}`,
    arn,
    outputs: (subject) => {
      const { certificateBody, validationMethod } = subject.inputs;
      const imported = certificateBody !== undefined;
      return {
        domainName: text(subject.inputs.domainName),
        subjectAlternativeNames: names(subject),
        domainValidationOptions:
          imported || validationMethod === "EMAIL" ? [] : names(subject).map((name) => validation(name, subject)),
        status: imported ? "ISSUED" : "PENDING_VALIDATION",
        type: imported ? "IMPORTED" : "AMAZON_ISSUED",
        keyAlgorithm: "RSA_2048",
        pendingRenewal: false,
        renewalEligibility: "INELIGIBLE",
        renewalSummaries: [],
        notAfter: "",
        notBefore: "",
        validationEmails: [],
        validationMethod: imported ? "NONE" : text(validationMethod),
      };
    },
    limits: {
      domainName: like(DOMAIN, "a domain name, with * for the leftmost label at most"),
      validationMethod: oneOf("DNS", "EMAIL", "NONE"),
    },
    // fidelity: docs: the provider's schema
    replaceOn: [
      "domainName",
      "keyAlgorithm",
      "subjectAlternativeNames",
      "validationMethod",
      "validationOptions",
      "certificateAuthorityArn",
    ],
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    id: input("certificateArn"),
    replaceOn: ["certificateArn", "validationRecordFqdns"],
  },
};

/** Of the region that the certificate says: those of CloudFront are in us-east-1. */
function arn(subject: Subject): string {
  const { inputs, region, account } = subject;
  return `acm:${text(inputs.region) || region}:${account}:certificate/${uuid(subject)}`;
}
