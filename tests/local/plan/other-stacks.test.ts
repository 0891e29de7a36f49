import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiDocument } from "../../../local/plan/api-document";
import { plan } from "../../../local/plan/plan";
import { evaluateProgram } from "../../../local/testing/recording";
import { Programs } from "../../support/programs";

const PLATFORM = 'export const queueArn = new aws.sqs.Queue("jobs").arn;\nexport const key = pulumi.secret("k");\n';
const ORDERS = `
const platform = new pulumi.StackReference("organization/platform/" + pulumi.getStack());
new aws.sqs.Queue("own", { name: platform.getOutput("queueArn").apply((arn) => "own-" + arn.split(":").at(-1)) });
new aws.apigateway.RestApi("api", { body: JSON.stringify({ info: { title: "orders" } }) });
export const secret = platform.getOutputDetails("key").then(({ secretValue }) => secretValue);
export const queueArn = platform.getOutput("queueArn");
`;
const BILLING = ORDERS.replace("organization/platform", "organization/orders");

describe("a plan of a program that reads other stacks", function () {
  this.timeout(60_000);

  const programs = new Programs();
  const root = programs.write("orders", ORDERS);
  const platform = programs.write("platform", PLATFORM);
  const billing = programs.write("billing", BILLING);
  const file = join(programs.folder, "outputs.json");
  after(() => programs.forget());

  const names = async (reads: readonly string[], of = root) => {
    const { resources } = await plan({ root: of, stack: "local", reads });
    return JSON.stringify(resources);
  };

  it("knows their outputs from their programs, through several", async () => {
    assert.match(await names([platform]), /"own"/);
    assert.match(await names([platform, root], billing), /"own"/);
  });

  it("knows them from a file", async () => {
    writeFileSync(file, JSON.stringify({ queueArn: "arn:aws:sqs:eu-west-1:111122223333:jobs" }));
    assert.match(await names([`organization/platform/local=${file}`]), /"own"/);
    const options = { root, stack: "local", api: "api", reads: [`acme/platform/local=${file}`] };
    assert.deepEqual(await apiDocument(options), { info: { title: "orders" } });
  });

  it("hands their values and secrets on as Pulumi does", async () => {
    const stacks = { "organization/platform/local": { queueArn: "arn:aws:sqs:eu-west-1:111122223333:jobs", key: "k" } };
    const { registrations, outputs } = await evaluateProgram({ root, stack: "local", stacks });
    assert.equal(registrations.find(({ name }) => name === "own")?.inputs.name, "own-jobs");
    assert.equal(outputs.queueArn, stacks["organization/platform/local"].queueArn);
  });

  for (const [what, reads, message] of [
    [
      "nothing is said of them",
      [],
      /^the outputs of the stack organization\/platform\/local are not known here: say where they come from, --reads <folder of its program>, or --reads organization\/platform\/local=<file of what `pulumi stack output --json` prints>$/,
    ],
    ["a folder is none", ["/nowhere"], /^no Pulumi\.yaml in \/nowhere: name the folder of a Pulumi program$/],
    ["a file is none", ["organization/platform/local=/nowhere"], /^--reads \/nowhere: ENOENT/],
    ["a file holds something else", [`organization/platform/local=${file}`], /outputs\.json: must hold an object/],
    ["what is named is no stack", [`a/b/c/d=${file}`], /^"a\/b\/c\/d" names no stack/],
  ] as const) {
    it(`says what to do where ${what}`, async () => {
      writeFileSync(file, "[]");
      await assert.rejects(names(reads), ({ message: found }: Error) => {
        assert.match(found, message);
        return true;
      });
    });
  }

  it("refuses a circle", async () => {
    const self = programs.write("self", ORDERS.replaceAll("platform/", "billing2/"));
    const other = programs.write("billing2", ORDERS.replaceAll("platform/", "self/"));
    await assert.rejects(names([other], self), /organization\/billing2\/local reads organization\/self\/local reads/);
  });
});
