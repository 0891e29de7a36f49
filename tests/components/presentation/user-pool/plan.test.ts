import assert from "node:assert/strict";
import { listed, registered } from "serverless-tiers-local/testing";
import type { UserPoolArgs } from "../../../../components/presentation/user-pool/args";
import type { UserPoolClient } from "../../../../components/presentation/user-pool/clients/client";
import { planUserPool } from "../../../../components/presentation/user-pool/plan";
import { UserPool } from "../../../../components/presentation/user-pool/user-pool";

const plan = (args: Partial<UserPoolArgs>) =>
  planUserPool("people", { signIn: "email", clients: { app: { kind: "public" } }, ...args });

const client = (app: Partial<UserPoolClient>, more: Partial<UserPoolArgs> = {}): Partial<UserPoolArgs> => ({
  domain: { prefix: "people" },
  clients: { app: { kind: "public", ...app } },
  ...more,
});

const login = { callbackUrls: ["https://example.com/"] };
const certificateArn = "arn:aws:acm:us-east-1:1:certificate/a";
const message = (text: string) => ({ subject: "Welcome", text });

/** Arguments, and how the refusal begins after the name. */
const REFUSED: readonly (readonly [args: Partial<UserPoolArgs>, message: string])[] = [
  [{ clients: { App: { kind: "public" } } }, "clients.App is no name of a client"],
  [client({ accessToken: "4 minutes" }), 'clients.app.accessToken must be at least "5 minutes"'],
  [client({ accessToken: "25 hours" }), 'clients.app.accessToken must be at most "1 day"'],
  [client({ idToken: "1 minute" }), 'clients.app.idToken must be at least "5 minutes"'],
  [client({ refreshToken: "59 minutes" }), 'clients.app.refreshToken must be at least "1 hour"'],
  [client({ refreshToken: "3651 days" }), 'clients.app.refreshToken must be at most "3650 days"'],
  [
    client({ accessToken: "2 hours", refreshToken: "2 hours" }),
    'clients.app.refreshToken must last longer than the tokens that it renews, "2 hours"',
  ],
  [
    client({ refreshRotation: { grace: "61 seconds" } }),
    'clients.app.refreshRotation.grace must be at most "60 seconds"',
  ],
  [client({ flows: [] }), "clients.app.flows must hold one at least"],
  [client({ flows: ["custom"] }), 'clients.app.flows must be without "custom"'],
  [client({ login }, { domain: undefined }), "clients.app.login must be absent: the pool has no domain"],
  [client({ login: { callbackUrls: [] } }), "clients.app.login.callbackUrls must hold one at least"],
  ...["http://example.com/", "https://example.com/#a", "example.com", "javascript://x"].map(
    (url) => [client({ login: { callbackUrls: [url] } }), "clients.app.login.callbackUrls must be URLs"] as const,
  ),
  [client({ login: { ...login, logoutUrls: ["nowhere"] } }), "clients.app.login.logoutUrls must be URLs"],
  [client({ login: { ...login, scopes: ["shop/book"] } }), "clients.app.login.scopes must be of aws.cognito.signin"],
  [client({ login: { ...login, scopes: [] } }), "clients.app.login.scopes must be of aws.cognito.signin"],
  [client({ login: { ...login, providers: ["google"] } }), "clients.app.login.providers must be of cognito (one is"],
  [client({ machine: { scopes: ["openid"] } }), "clients.app.machine.scopes must be of the scopes of resourceServers"],
  [
    client({ machine: { scopes: ["shop/book"] } }, { resourceServers: { shop: { book: "x" } } }),
    "clients.app.machine must be absent: only a",
  ],
  [
    client(
      { kind: "confidential", login, machine: { scopes: ["shop/book"] } },
      { resourceServers: { shop: { book: "x" } } },
    ),
    "clients.app.machine must be absent beside login",
  ],
  [{ groups: ["a,b"] }, 'groups["a,b"] must be called by'],
  [{ groups: { a: { precedence: -1 } } }, "groups.a.precedence must be a whole number"],
  [{ password: { minLength: 5 } }, "password.minLength must be a whole number from 6 to 99"],
  [{ password: { temporaryFor: "36 hours" } }, "password.temporaryFor must be a whole number of days"],
  [{ attributes: { email: { max: 5 } } }, "attributes.email.max must be absent: Cognito knows"],
  [
    { attributes: { tenant: { required: true } } },
    "attributes.tenant.required must be absent: only what Cognito knows",
  ],
  [{ attributes: { sub: {} } }, "attributes.sub must be absent: Cognito gives it to every user by itself"],
  [{ attributes: { email_verified: { type: "boolean" } } }, "attributes.email_verified must be absent: Cognito gives"],
  [{ attributes: { "a b": {} } }, 'attributes["a b"] must be called by 1 to 20'],
  [{ attributes: { tenant: { max: 2049 } } }, "attributes.tenant.max must be a whole number from 0 to 2048"],
  [{ attributes: { tenant: { min: 3, max: 2 } } }, "attributes.tenant.min must not be over max"],
  [{ attributes: { since: { type: "date", min: 1 } } }, "attributes.since.min must be absent: a date has no bounds"],
  [
    { attributes: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`a${index}`, {}])) },
    "attributes must be at most 50 of one's own (there are 51)",
  ],
  [{ domain: { prefix: "People" } }, "domain.prefix must be 1 to 63"],
  [{ domain: { prefix: "my-aws" } }, "domain.prefix must not contain aws, amazon, cognito"],
  [{ domain: { name: "example.com", certificateArn } }, "domain.name must be a domain below another one"],
  [
    { domain: { name: "auth.example.com", certificateArn: "arn:aws:acm:eu-west-1:1:certificate/a" } },
    "domain.certificateArn must be of a certificate in us-east-1",
  ],
  [{ branding: "cognito" }, "branding must be absent: without a domain"],
  [
    { domain: { prefix: "people", pages: "classic" }, branding: "cognito" },
    "branding must be absent with domain.pages",
  ],
  [{ identityProviders: { google: { clientId: "x", clientSecret: "x" } } }, "identityProviders must be absent"],
  [
    { domain: { prefix: "people" }, identityProviders: { saml: { Google: { metadata: "x" } } } },
    "identityProviders.saml.Google must be called by a name of its own",
  ],
  [
    { domain: { prefix: "people" }, identityProviders: { saml: { staff: {} } } },
    "identityProviders.saml.staff must have metadataUrl or metadata",
  ],
  [{ resourceServers: { shop: {} } }, "resourceServers.shop must have 1 to 100 scopes"],
  [{ resourceServers: { shop: { "a/b": "x" } } }, 'resourceServers.shop["a/b"] must be called by'],
  [{ resourceServers: { 'a"b': { read: "x" } } }, 'resourceServers["a\\"b"] must be called by'],
  [{ mail: { from: "nobody", identityArn: "x" } }, "mail.from must be an address"],
  [{ messages: { verification: message("no code here") } }, "messages.verification.text must hold either {####}"],
  [
    { messages: { verification: message("{##Confirm##}") } },
    "messages.verification.text must hold {####}, a code: links",
  ],
  [{ messages: { invitation: message("{####} and nobody") } }, "messages.invitation.text must hold {username}"],
  [
    { messages: { invitation: { subject: "", text: "{####} {username}" } } },
    "messages.invitation.subject must be 1 to 140",
  ],
  [{ tags: { "aws:x": "y" } }, 'tags["aws:x"] must be called by'],
  [{ password: { history: 3 }, plan: "lite" }, 'plan must be "essentials" for password.history ("essentials")'],
  [
    { threatProtection: "audit" },
    'plan must be "plus" for threatProtection ("plus"), or these must go (it is not set)',
  ],
  [
    client({ refreshRotation: { grace: "0 seconds" } }, { threatProtection: "enforced", plan: "lite" }),
    'plan must be "plus" for clients.app.refreshRotation ("essentials"), threatProtection ("plus")',
  ],
];

describe("the plan of a user pool", () => {
  for (const [args, message] of REFUSED)
    it(`refuses what AWS would, with the way out: ${message}`, async () => {
      const made = await registered(() =>
        assert.throws(
          () => new UserPool("people", { signIn: "email", clients: { app: { kind: "public" } }, ...args }),
          (error: Error) => {
            assert.equal(error.name, "ArgsError");
            assert.ok(error.message.startsWith(`people: ${message}`), error.message);
            return true;
          },
        ),
      );
      assert.deepEqual(listed(made), []);
    });

  it("is the cheapest that has what is asked for, and the dear one only by its name", () => {
    const derived = (args: Partial<UserPoolArgs>) => plan(args).featurePlan;
    assert.equal(derived({}), "lite");
    assert.equal(derived({ plan: "essentials" }), "essentials");
    assert.equal(derived({ password: { history: 3 } }), "essentials");
    assert.equal(derived(client({ flows: ["choice"] })), "essentials");
    assert.equal(derived(client({ refreshRotation: { grace: "10 seconds" } })), "essentials");
    assert.equal(derived({ domain: { prefix: "people" } }), "lite");
    assert.equal(derived({ domain: { prefix: "people", pages: "managed" } }), "essentials");
    assert.equal(derived({ threatProtection: "audit", plan: "plus" }), "plus");
  });

  it("refreshes by the flow that rotation excludes, or by rotation", () => {
    const flows = (app: Partial<UserPoolClient>) => plan(client(app)).clients.app?.flows;
    assert.deepEqual(flows({}), ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]);
    assert.deepEqual(flows({ refreshRotation: { grace: "10 seconds" } }), ["ALLOW_USER_SRP_AUTH"]);
  });
});
