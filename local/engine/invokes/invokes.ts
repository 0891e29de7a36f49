import {
  CACHE_POLICIES,
  type ManagedPolicy,
  ORIGIN_REQUEST_POLICIES,
  RESPONSE_HEADERS_POLICIES,
} from "../../services/cloudfront/distribution/managed-policies";
import type { Properties } from "../resources/resource-type";
import { type PolicyDocumentArgs, policyDocument } from "./get-policy-document";

/** Where the program believes to be. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

type Invoke = (args: Properties, place: Place) => Properties;

const regionOf = (args: Properties, place: Place): string =>
  typeof args.region === "string" ? args.region : place.region;

/** Three zones in every region, as most have. */
export const zonesOf = (region: string): string[] => ["a", "b", "c"].map((letter) => region + letter);

/** `ap-southeast-2` -> `apse2`. */
const regionCode = (region: string): string =>
  region.replace(/north|south|east|west|central/g, (direction) => direction.slice(0, 1)).replaceAll("-", "");

// fidelity: docs: the pages of the functions in the AWS provider's registry documentation
const INVOKES: Readonly<Record<string, Invoke>> = {
  "aws:index/getRegion:getRegion": (args, place) => {
    const region = regionOf(args, place);
    return { id: region, name: region, region, description: region, endpoint: `ec2.${region}.amazonaws.com` };
  },
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { account }) => ({
    id: account,
    accountId: account,
    arn: `arn:aws:iam::${account}:user/administrator`,
    userId: "AIDAADMINISTRATOR0000",
  }),
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, place) => {
    const region = regionOf(args, place);
    return {
      id: region,
      region,
      groupNames: [`${region}-zg-1`],
      names: zonesOf(region),
      zoneIds: [1, 2, 3].map((zone) => `${regionCode(region)}-az${zone}`),
    };
  },
  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => policyDocument(args as PolicyDocumentArgs),
  "aws:cloudfront/getCachePolicy:getCachePolicy": (args) => managed(args, CACHE_POLICIES),
  "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": (args) => managed(args, ORIGIN_REQUEST_POLICIES),
  "aws:cloudfront/getResponseHeadersPolicy:getResponseHeadersPolicy": (args) =>
    managed(args, RESPONSE_HEADERS_POLICIES),
};

/** A policy of CloudFront that AWS keeps for everybody, by its id or name. */
const managed = ({ id, name }: Properties, policies: Readonly<Record<string, ManagedPolicy>>): Properties => {
  const [found] = Object.entries(policies).filter(([key, policy]) => key === id || policy.name === name);
  if (!found) throw new Error(`there is no managed policy of CloudFront with the id or name ${id ?? name}`);
  return { id: found[0], ...found[1] };
};

/** Answers the data sources that a program may ask. */
export const answerInvoke = (token: string, args: Properties, place: Place): Properties => {
  const invoke = INVOKES[token];
  if (!invoke) {
    throw new Error(
      `the local cloud cannot answer ${token}; it answers ${Object.keys(INVOKES).join(", ")}. Add it to local/engine/invokes/invokes.ts`,
    );
  }
  return invoke(args, place);
};
