import assert from "node:assert/strict";
import { Database } from "../../../../components/data/database/database";
import { Table } from "../../../../components/data/table/table";
import { Network } from "../../../../components/network/network";
import type { IdentityPoolArgs } from "../../../../components/presentation/identity-pool/args";
import { IdentityPool } from "../../../../components/presentation/identity-pool/identity-pool";
import { UserPool } from "../../../../components/presentation/user-pool/user-pool";
import { listed, registered, the } from "../../../support/pulumi";

const ROLE = "aws:iam/role:Role";
const SUB = ["$", "{cognito-identity.amazonaws.com:sub}"].join("");

describe("an identity pool", () => {
  const users = (groups: readonly string[] = []) =>
    new UserPool("people", {
      signIn: "email",
      clients: { app: { kind: "public" }, console: { kind: "confidential" } },
      groups,
      protection: "throw-away",
    });
  const made = (args: (users: UserPool) => Partial<IdentityPoolArgs>, groups?: readonly string[]) =>
    registered(() => {
      const people = users(groups);
      new IdentityPool("people-rights", { users: people, authenticated: {}, ...args(people) });
    });
  const ours = async (...given: Parameters<typeof made>) =>
    listed(await made(...given)).filter((line) => line.includes("people-rights"));

  it("is a pool with a role for who has signed in, and nothing for guests", async () => {
    const registrations = await made(() => ({}));
    assert.deepEqual(
      listed(registrations).filter((line) => line.includes("people-rights")),
      [
        "aws:cognito/identityPool:IdentityPool people-rights",
        "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment people-rights-roles",
        "aws:iam/role:Role people-rights-authenticated-role",
        "serverless-tiers:index:IdentityPool people-rights",
      ],
    );
    const { inputs } = the(registrations, "aws:cognito/identityPool:IdentityPool", "people-rights");
    assert.equal(inputs.allowUnauthenticatedIdentities, false);
    assert.equal(inputs.allowClassicFlow, false);
    assert.equal((inputs.cognitoIdentityProviders as unknown[]).length, 2);
    const trust = JSON.parse(
      String(the(registrations, ROLE, "people-rights-authenticated-role").inputs.assumeRolePolicy),
    );
    assert.deepEqual(Object.keys(trust.Statement[0].Condition), ["StringEquals", "ForAnyValue:StringLike"]);
    assert.deepEqual(trust.Statement[0].Condition["ForAnyValue:StringLike"], {
      "cognito-identity.amazonaws.com:amr": "authenticated",
    });
  });

  it("gives each role exactly what its links say", async () => {
    const registrations = await registered(() => {
      const notes = new Table("notes", { key: { partition: "owner" } });
      new IdentityPool("people-rights", {
        users: users(["editors"]),
        clients: ["app"],
        authenticated: { links: { notes: notes.read({ leadingKeys: [SUB] }) } },
        groups: { editors: { links: { notes: notes.read() } } },
        unauthenticated: {},
      });
    });
    const policy = (key: string) =>
      JSON.parse(
        String(the(registrations, "aws:iam/rolePolicy:RolePolicy", `people-rights-${key}-policy`).inputs.policy),
      );
    const [own] = policy("authenticated").Statement;
    assert.deepEqual(own.Condition["ForAllValues:StringEquals"], { "dynamodb:LeadingKeys": [SUB] });
    assert.equal(policy("group-editors").Statement[0].Condition, undefined);
    const { inputs } = the(
      registrations,
      "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment",
      "people-rights-roles",
    );
    assert.deepEqual(Object.keys(inputs.roles as object).sort(), ["authenticated", "unauthenticated"]);
    const [mapping, ...more] = inputs.roleMappings as { mappingRules: { value: string; claim: string }[] }[];
    assert.equal(more.length, 0, "of the client that is named alone");
    assert.deepEqual(
      mapping?.mappingRules.map(({ claim, value }) => [claim, value]),
      [["cognito:groups", "editors"]],
    );
  });

  it("refuses what would give rights to others, or to nobody", async () => {
    const refusals: readonly [Partial<IdentityPoolArgs>, string][] = [
      [
        { clients: [] },
        "people-rights: clients must be of the user pool's clients, app, console (there is none: nobody would get credentials)",
      ],
      [
        { clients: ["apps"] },
        'people-rights: clients must be of the user pool\'s clients, app, console (one is "apps")',
      ],
      [
        { groups: { writers: {} } },
        "people-rights: groups.writers must be a group of the user pool (it has editors, co-editors): add it there",
      ],
      [
        { groups: { editors: {} } },
        "people-rights: groups.editors must not be part of the name of another group, whose members would have its rights (co-editors): rename one",
      ],
    ];
    for (const [args, message] of refusals)
      await assert.rejects(
        ours(() => args, ["editors", "co-editors"]),
        { message },
      );
  });

  it("refuses a link into a network, which no app outside has a path to", async () => {
    const program = registered(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: 2, nat: "none" });
      const database = new Database("orders", {
        network,
        migrations: "migrations/orders",
        capacity: { min: 0, max: 1 },
      });
      new IdentityPool("people-rights", { users: users(), authenticated: { links: { store: database.reader() } } });
    });
    await assert.rejects(
      program,
      /people-rights: authenticated\.links\.store must be of what is reached by AWS's APIs/,
    );
  });
});
