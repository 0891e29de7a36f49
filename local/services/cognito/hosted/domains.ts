import { distributionOf } from "../../../aws-types/records/cognito";
import { ServiceError } from "../../../wire/service-error";
import { ofPool, type UserPools } from "../user-pools";
import type { DomainRecord } from "./records";

const refuse = (text: string) => new ServiceError("InvalidParameterException", text);

/** fidelity: docs: CreateUserPoolDomain, Domain; observed: the text */
const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const INVALID =
  "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$";

/** fidelity: docs: "Using the Amazon Cognito domain": words that a prefix must not contain; observed: the text */
const RESERVED = ["aws", "amazon", "cognito"];

/** Names of at least two parts. */
const OWN = new RegExp(`^(?:${PREFIX.source.slice(1, -1)}\\.)+[a-z]{2,63}$`);

/** fidelity: docs: "Using your own domain": the certificate is in us-east-1; observed: the text, of CloudFront */
const CERTIFICATE = /^arn:aws[\w-]*:(acm:us-east-1|iam:):\d{12}:(certificate|server-certificate)\/.+$/;

export interface NewDomain {
  readonly name: string;
  readonly pool: string;
  readonly certificate?: string | undefined;
  readonly version?: number | undefined;
}

/** Gives a pool a domain. @throws {ServiceError} when it may not have that one */
export const createDomain = async (pools: UserPools, asked: NewDomain): Promise<DomainRecord> => {
  const { name, pool, certificate } = asked;
  if (certificate === undefined) checkPrefix(name);
  else checkOwn(name, certificate);
  if (pools.domains.get(name)) throw refuse("Domain already associated with another user pool.");
  // fidelity: docs: "Configuring a user pool domain": one of either kind; guess: the text
  const others = domainsOf(pools, pool).filter((other) => (other.certificate === undefined) === !certificate);
  if (others.length > 0) throw refuse("User pool already has a domain configured.");
  const version = asked.version ?? 1; // fidelity: docs: CreateUserPoolDomain, ManagedLoginVersion: the classic pages
  const domain = { name, pool, version, distribution: distributionOf(name), ...(certificate ? { certificate } : {}) };
  await pools.domains.put(name, domain);
  serveDomain(pools, domain);
  return domain;
};

/** Changes what may be changed of a domain; what is not said stays. @throws {ServiceError} */
export const changeDomain = async (
  pools: UserPools,
  known: DomainRecord,
  { certificate = known.certificate, version = known.version }: Pick<NewDomain, "certificate" | "version">,
): Promise<DomainRecord> => {
  if (certificate !== undefined) checkOwn(known.name, certificate);
  const changed = { ...known, version, ...(certificate === undefined ? {} : { certificate }) };
  await pools.domains.put(known.name, changed);
  return changed;
};

/** Functions find a domain of AWS under its name, over TLS. */
export const serveDomain = (pools: UserPools, domain: DomainRecord): void => {
  const { directory, endpoint } = pools.cloud;
  if (!domain.certificate) directory.https.serve(hostOf(pools, domain), Number(new URL(endpoint).port));
};

/** Takes a domain away; one that is not there is gone already. */
export const removeDomain = async (pools: UserPools, name: string): Promise<void> => {
  const domain = pools.domains.get(name);
  if (!domain) return;
  pools.cloud.directory.https.withdraw(hostOf(pools, domain));
  await pools.domains.remove(name);
};

const checkPrefix = (name: string): void => {
  if (!PREFIX.test(name)) throw refuse(INVALID);
  const word = RESERVED.find((each) => name.includes(each));
  if (word) throw refuse(`Domain cannot contain reserved word: ${word}`);
};

const checkOwn = (name: string, certificate: string): void => {
  if (!OWN.test(name)) throw refuse(INVALID);
  if (!CERTIFICATE.test(certificate)) {
    throw refuse(
      "Specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    );
  }
};

/** The domain of a pool. @throws {ServiceError} when there is none of that name */
// fidelity: observed: the text
export const requireDomain = (pools: UserPools, name: string, pool: string): DomainRecord => {
  const domain = pools.domains.get(name);
  if (domain?.pool !== pool) throw refuse("No such domain or user pool exists.");
  return domain;
};

/** An own one first: it is what users see. */
export const domainsOf = (pools: UserPools, pool: string): readonly DomainRecord[] =>
  ofPool(pools.domains, pool).sort((a, b) => Number(!a.certificate) - Number(!b.certificate));

/** The host name of a domain on AWS. */
export const hostOf = ({ cloud }: UserPools, { name, certificate }: Pick<DomainRecord, "name" | "certificate">) =>
  certificate ? name : `${name}.auth.${cloud.region}.amazoncognito.com`;
