import assert from "node:assert/strict";
import { COMMANDS as REPOSITORY } from "../../../commands/commands.cjs";
import { read, usage } from "../../../local/terminal/command-line.cjs";
import { COMMANDS as TIERS } from "../../../local/terminal/commands.cjs";

const COMMANDS = { ...TIERS, ...REPOSITORY };

describe("a command line", () => {
  it("gives words, values and switches", () => {
    const line = read(COMMANDS.plan, ["dev", "--json", "--against", "origin/main"]);
    assert.deepEqual(line, { help: false, words: ["dev"], values: { json: true, against: "origin/main", reads: [] } });
    assert.deepEqual(read(COMMANDS.plan, ["pr-12"]).values, { json: false, against: undefined, reads: [] });
    assert.deepEqual(read(COMMANDS.start, ["--port=0"]).values, { stack: undefined, port: "0", data: undefined });
    assert.deepEqual(read(COMMANDS.bench, ["sqs", "gateway"]).words, ["sqs", "gateway"]);
  });

  it("gives every value of an option that may be said several times", () => {
    assert.deepEqual(read(COMMANDS.plan, ["dev", "--reads", "../a", "--reads=../b"]).values.reads, ["../a", "../b"]);
    assert.deepEqual(read(COMMANDS.plan, ["dev"]).values.reads, []);
    assert.throws(() => read(COMMANDS.plan, ["dev", "--reads"]), /^UsageError: --reads needs a stack\n/);
  });

  it("asks for help wherever that stands, whatever else is wrong", () => {
    for (const args of [["--help"], ["-h"], ["dev", "prod", "--help"], ["--jsn", "-h"]])
      assert.equal(read(COMMANDS.plan, args).help, true, args.join(" "));
  });

  it("shows what a command takes, by the command's own name", () => {
    assert.equal(
      usage(COMMANDS.cloud),
      `npx tiers cloud [<folder> …] [--stack <stack>] [--port <port>] [--data <folder>]

Serves the local cloud to Pulumi's own engine, for \`pulumi up\` of any stack. Ctrl-C ends it; the data stays.

  <folder>         the folder of Pulumi.yaml of each program that is deployed on it (the working directory)
  --stack <stack>  the stack whose region and project it has (local)
  --port <port>    port of the AWS endpoint, 0 for any (4566, or the next free one)
  --data <folder>  folder of all data (.local)
  -h, --help       this text`,
    );
    assert.match(usage(COMMANDS.bench), /^npm run bench -- \[<benchmark> …\] \[--write\] \[--peers\]\n/);
    assert.match(usage(COMMANDS.docs), /^npm run docs\n/);
    assert.match(usage(COMMANDS.token), /^npx tiers token <pattern> --as <name> \[--id\] \[--group <group>\] /);
  });

  const refusals: readonly [keyof typeof COMMANDS, readonly string[], string][] = [
    ["start", ["--prot", "1"], "unknown option --prot: did you mean --port?"],
    ["start", ["--prot=1"], "unknown option --prot: did you mean --port?"],
    ["start", ["-port", "1"], "unknown option -port: did you mean --port?"],
    ["start", ["-p", "1"], "unknown option -p: did you mean --port?"],
    ["start", ["--hepl"], "unknown option --hepl: did you mean --help?"],
    ["start", ["--everything"], "unknown option --everything"],
    ["start", ["--constructor"], "unknown option --constructor"],
    ["start", ["--__proto__=1"], "unknown option --__proto__"],
    ["reset", ["dat"], "unknown word dat: did you mean --data?"],
    ["reset", ["4577"], "unknown word 4577 (npx tiers reset takes no words)"],
    ["start", ["stak"], "<folder> must be a folder with a Pulumi.yaml (it is stak)"],
    ["cloud", [".", "4577"], "<folder> must be a folder with a Pulumi.yaml (it is 4577)"],
    ["destroy", ["platform"], "<stack> must be organization/<project>/<stack> (it is platform)"],
    ["destroy", [], "which stack?"],
    ["start", ["--port"], "--port needs a port"],
    ["start", ["--port", "--data", "x"], "--port needs a port"],
    ["start", ["--data", ""], "--data needs a folder"],
    ["cloud", ["--port", "65536"], "--port must be a number from 0 to 65535 (it is 65536)"],
    ["cloud", ["--stack", "../x"], "--stack must have letters, digits, dots, - and _ only (it is ../x)"],
    ["reset", ["--stack", "dev"], "unknown option --stack"],
    ["plan", [], "which stack?"],
    ["plan", ["dev", "prod"], "one stack at a time (dev, prod)"],
    ["plan", ["../dev"], "<stack> must have letters, digits, dots, - and _ only (it is ../dev)"],
    ["plan", ["dev", "--against="], "--against needs a commit"],
    ["plan", ["dev", "--json=1"], "--json takes no value (it is 1)"],
    ["inbox", ["ana", "bob"], "one user or address at a time (ana, bob)"],
    ["token", ["--as", "ana"], "which pattern?"],
    ["token", ["mobile"], "--as <name> is missing"],
    ["token", ["mobile", "--as", "ana maria"], "--as must be 1 to 128 signs, none of them a blank (it is ana maria)"],
    ["bench", ["gatway"], "there is no benchmark gatway: did you mean gateway?"],
    ["bench", ["--wirte"], "unknown option --wirte: did you mean --write?"],
    ["docs", ["supprt"], "unknown word supprt (npm run docs takes no words)"],
    ["docs", ["--all"], "unknown option --all"],
    ["conformance", ["cases", "--url", "api"], "--url must be a URL, such as https://api.example.com/v1 (it is api)"],
  ];
  for (const [name, args, problem] of refusals)
    it(`is refused: ${name} ${args.join(" ")}`, () => {
      const command = COMMANDS[name];
      const message = `${problem}\n\n${usage(command)}`;
      assert.throws(() => read(command, args), { name: "UsageError", message });
    });
});
