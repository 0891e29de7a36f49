import { createHash } from "node:crypto";
import { equal } from "../../engine/values/diff";
import { type AwsTypes, here, input, LOWER, text, uuid } from "../aws-type";
import type { NameRule } from "../name-rule";
import { like } from "../rule";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Of one domain always the same. */
export const distributionOf = (domain: string): string =>
  `d${createHash("sha256").update(domain).digest("hex").slice(0, 13)}.cloudfront.net`;

const named: NameRule = { max: 128, pattern: /^[\w +=,.@-]+$/, allowed: "letters, digits, spaces and _+=,.@-" };

export const COGNITO: AwsTypes = {
  "aws:cognito/userPool:UserPool": {
    name: named,
    id: ({ region, digits }) => `${region}_${digits(9, LETTERS)}`,
    arn: (subject, id) => here("cognito-idp", "userpool/")({ ...subject, name: id }),
    outputs: ({ region }, id) => ({
      endpoint: `cognito-idp.${region}.amazonaws.com/${id}`,
      domain: "",
      customDomain: "",
      estimatedNumberOfUsers: 0,
    }),
    defaults: { mfaConfiguration: "OFF", deletionProtection: "INACTIVE" },
    // fidelity: observed: resourceUserPoolUpdate of the provider: attributes are only ever added
    refuses: ({ olds, news }) =>
      listOf(olds.schemas).every((old) => listOf(news.schemas).some((now) => equal(old, now)))
        ? []
        : [{ property: "schemas", reason: "cannot modify or remove schema items" }],
    replaceOn: ["aliasAttributes", "usernameAttributes", "usernameConfiguration"],
  },
  "aws:cognito/identityPool:IdentityPool": {
    id: (subject) => `${subject.region}:${uuid(subject)}`,
    arn: (subject, id) => here("cognito-identity", "identitypool/")({ ...subject, name: id }),
    // fidelity: docs: CreateIdentityPool, IdentityPoolName
    limits: { identityPoolName: like(/^[\w\s+=,.@-]{1,128}$/, "1 to 128 letters, digits, spaces and _+=,.@-") },
    replaceOn: ["developerProviderName"],
  },
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": {
    id: ({ inputs }) => text(inputs.identityPoolId),
    replaceOn: ["identityPoolId"],
  },
  "aws:cognito/userPoolDomain:UserPoolDomain": {
    id: input("domain"),
    outputs: ({ account, inputs }) => ({
      awsAccountId: account,
      cloudfrontDistribution: distributionOf(text(inputs.domain)),
      cloudfrontDistributionArn: `arn:aws:cloudfront::${account}:distribution/${distributionOf(text(inputs.domain))}`,
      // fidelity: docs: Route 53 API reference, AliasTarget: the zone of every distribution
      cloudfrontDistributionZoneId: "Z2FDTNDATAQYW2",
    }),
    // fidelity: docs: CreateUserPoolDomain, ManagedLoginVersion
    defaults: { managedLoginVersion: 1 },
    replaceOn: ["domain", "userPoolId"],
  },
  "aws:cognito/resourceServer:ResourceServer": {
    name: { ...named, max: 256 },
    id: ({ inputs }) => `${text(inputs.userPoolId)}|${text(inputs.identifier)}`,
    importedAs: "{userPoolId}|{identifier}",
    outputs: ({ inputs }) => ({
      scopeIdentifiers: listOf(inputs.scopes).map(
        (scope) => `${text(inputs.identifier)}/${text(Object(scope).scopeName)}`,
      ),
    }),
    replaceOn: ["userPoolId", "identifier"],
  },
  "aws:cognito/identityProvider:IdentityProvider": {
    id: ({ inputs }) => `${text(inputs.userPoolId)}:${text(inputs.providerName)}`,
    importedAs: "{userPoolId}:{providerName}",
    replaceOn: ["userPoolId", "providerName", "providerType"],
  },
  "aws:cognito/managedLoginBranding:ManagedLoginBranding": {
    id: (subject) => `${text(subject.inputs.userPoolId)},${uuid(subject)}`,
    importedAs: "{userPoolId},{managedLoginBrandingId}",
    outputs: (subject) => ({
      managedLoginBrandingId: uuid(subject),
      useCognitoProvidedValues: subject.inputs.settings === undefined,
      settingsAll: text(subject.inputs.settings) || "{}",
    }),
    // fidelity: observed: managed_login_branding of the provider: pictures are only ever added in place
    replaceOn: ["userPoolId", "clientId", "assets"],
  },
  "aws:cognito/userGroup:UserGroup": {
    name: named,
    id: ({ inputs, name }) => `${text(inputs.userPoolId)}/${name}`,
    importedAs: "{userPoolId}/{name}",
    replaceOn: ["userPoolId"],
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    name: { ...named, changeable: true },
    id: ({ digits }) => digits(26, LOWER),
    outputs: ({ inputs, digits }) => ({ clientSecret: inputs.generateSecret === true ? digits(51, LOWER) : "" }),
    importedAs: "{userPoolId}/{id}",
    replaceOn: ["userPoolId", "generateSecret"],
  },
};
