import { objectOf } from "../../languages/json/json-object";
import { type AwsTypes, CAPITALS, LOWER, type Subject, text, uuid } from "../aws-type";
import { oneLine } from "../name-rule";
import { atLeast, like, oneOf } from "../rule";

const ofApp =
  (path: (subject: Subject, id: string) => string) =>
  (subject: Subject, id: string): string =>
    `amplify:${subject.region}:${subject.account}:apps/${path(subject, id)}`;

/** An id `<app>/<what an input says>`. */
const belowApp =
  (property: string) =>
  ({ inputs }: Subject): string =>
    `${text(inputs.appId)}/${text(inputs[property])}`;

const BRANCH = like(/^[\s\S]{1,255}$/, "a text of 1 to 255 characters");

// fidelity: docs: Amplify API reference, CreateApp, CreateBranch, CreateDomainAssociation, CreateWebhook
export const AMPLIFY: AwsTypes = {
  "aws:amplify/app:App": {
    name: { ...oneLine(255), changeable: true },
    id: ({ digits }) => `d${digits(13, LOWER)}`,
    arn: ofApp((_, id) => id),
    outputs: (_, id) => ({ defaultDomain: `${id}.amplifyapp.com` }),
    limits: { platform: oneOf("WEB", "WEB_COMPUTE", "WEB_DYNAMIC") },
    defaults: { platform: "WEB" },
    replaceOn: [],
  },
  "aws:amplify/branch:Branch": {
    id: belowApp("branchName"),
    arn: ofApp(({ inputs }) => `${text(inputs.appId)}/branches/${text(inputs.branchName)}`),
    limits: {
      branchName: BRANCH,
      stage: oneOf("PRODUCTION", "BETA", "DEVELOPMENT", "EXPERIMENTAL", "PULL_REQUEST", "NONE"),
    },
    importedAs: "{appId}/{branchName}",
    // fidelity: docs: Amplify API reference, Branch: what the default domain begins with
    outputs: ({ inputs }) => ({
      displayName: text(inputs.branchName)
        .toLowerCase()
        .replace(/[^a-z0-9-]+/g, "-"),
    }),
    defaults: { enableAutoBuild: true, ttl: "5" },
    replaceOn: ["appId", "branchName"],
  },
  "aws:amplify/domainAssociation:DomainAssociation": {
    id: belowApp("domainName"),
    arn: ofApp(({ inputs }) => `${text(inputs.appId)}/domains/${text(inputs.domainName)}`),
    // fidelity: observed: users' reports: the domain itself has a blank in place of its name
    outputs: ({ inputs: { appId, domainName, subDomains } }) => ({
      certificateVerificationDnsRecord: `_${text(appId)}.${text(domainName)}. CNAME _${text(appId)}.acm-validations.aws.`,
      subDomains: (Array.isArray(subDomains) ? subDomains : []).map(objectOf).map((one) => ({
        ...one,
        dnsRecord: `${text(one.prefix)} CNAME ${text(appId)}.cloudfront.net`,
        verified: true,
      })),
    }),
    told: { subDomains: ["dnsRecord", "verified"] },
    limits: {
      domainName: like(
        /^(?=.{1,64}$)(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])(\.)?$/,
        "the name of a domain of at most 64 characters",
      ),
      subDomains: atLeast(1, "sub-domains"),
    },
    importedAs: "{appId}/{domainName}",
    defaults: { waitForVerification: true },
    replaceOn: ["appId", "domainName"],
  },
  "aws:amplify/backendEnvironment:BackendEnvironment": {
    id: belowApp("environmentName"),
    arn: ofApp(({ inputs }) => `${text(inputs.appId)}/backendenvironments/${text(inputs.environmentName)}`),
    limits: { environmentName: like(/^[a-z]{2,10}$/, "2 to 10 lower-case letters") },
    importedAs: "{appId}/{environmentName}",
    replaceOn: ["appId", "deploymentArtifacts", "environmentName", "stackName"],
  },
  "aws:amplify/webhook:Webhook": {
    id: uuid,
    arn: ({ region, account }, id) => `amplify:${region}:${account}:webhooks/${id}`,
    outputs: ({ region, digits }, id) => ({
      url: `https://webhooks.amplify.${region}.amazonaws.com/prod/webhooks?id=${id}&token=${digits(30, CAPITALS)}&operation=startbuild`,
    }),
    limits: { branchName: BRANCH },
    replaceOn: ["appId"],
  },
};
