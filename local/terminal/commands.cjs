// @ts-check
// The commands of the project: what each is, what it takes, and what runs.

/** @type {import("./command-line.cjs").Rule} */
const portRule = (text) =>
  /^\d+$/.test(text) && Number(text) <= 65_535 ? undefined : "must be a number from 0 to 65535";

/** @type {import("./command-line.cjs").Rule} */
const stackRule = (text) => (/^[\w.-]+$/.test(text) ? undefined : "must have letters, digits, dots, - and _ only");

const data = { value: "folder", about: "folder of all data", default: ".local" };

const cloud = {
  stack: { value: "stack", about: "the stack, as in Pulumi.<stack>.yaml", default: "local", rule: stackRule },
  port: {
    value: "port",
    about: "port of the AWS endpoint, 0 for any",
    default: "4566, or the next free one",
    rule: portRule,
  },
  data,
};

/** What `npm run bench` can measure; the last one only when it is asked for, since it installs what the project does not need. */
const BENCHMARKS = /** @type {const} */ ([
  "accept-orders",
  "gateway",
  "authorized-read",
  "sqs",
  "tables",
  "store-orders",
  "start-stack",
  "evaluate-program",
  "peers",
]);

const COMMANDS = {
  start: {
    shown: "npm start",
    about: "Deploys the program on the local cloud and prints what is where. Ctrl-C ends it; the data stays.",
    runs: "local/start/main.ts",
    options: cloud,
  },
  cloud: {
    shown: "npm run cloud",
    about:
      "Serves the local cloud to Pulumi's own engine, for `pulumi up` of any stack. Ctrl-C ends it; the data stays.",
    runs: "local/start/cloud-main.ts",
    options: { ...cloud, stack: { ...cloud.stack, about: "the stack whose region and project it has" } },
  },
  reset: {
    shown: "npm run reset",
    about: "Forgets the data of the local cloud.",
    runs: "local/start/reset.ts",
    options: { data },
  },
  plan: {
    shown: "npm run plan",
    about: "Says, without credentials, what a stack is made of, who may do what in it, what is open and what it costs.",
    runs: "local/plan/main.ts",
    words: {
      name: "stack",
      about: "the stack to summarise, as in Pulumi.<stack>.yaml",
      min: 1,
      max: 1,
      rule: stackRule,
    },
    options: {
      json: { about: "everything as JSON (with npm run --silent)" },
      against: { value: "commit", about: "also what changes since that commit, branch or tag" },
    },
  },
  conformance: {
    shown: "npm run conformance",
    about: "Runs case files (*.json) against the local gateway and the local services, or against deployed ones.",
    runs: "local/conformance/main.ts",
    words: { name: "path", about: "the folder of the case files, or one file", min: 1, max: 1 },
    options: {
      url: {
        value: "url",
        about: "base URL of an API that serves the documents already; the path of a case follows it as is",
        /** @type {import("./command-line.cjs").Rule} */
        rule: (text) => (URL.canParse(text) ? undefined : "must be a URL, such as https://api.example.com/v1"),
      },
      endpoint: {
        value: "url",
        about:
          "of an AWS endpoint for the cases of services, or `aws` for AWS itself; credentials and AWS_REGION as the SDK finds them",
        /** @type {import("./command-line.cjs").Rule} */
        rule: (text) =>
          text === "aws" || URL.canParse(text) ? undefined : "must be a URL, such as http://127.0.0.1:4566, or aws",
      },
      case: { value: "text", about: "only the cases whose id contains this text" },
    },
  },
  bench: {
    shown: "npm run bench",
    about: "Runs the benchmarks one after another and prints their tables.",
    runs: "bench/run.ts",
    words: {
      name: "benchmark",
      about: "all but peers, or one or more of these",
      min: 0,
      max: BENCHMARKS.length,
      among: BENCHMARKS,
    },
    options: {
      write: { about: "puts the tables into docs/benchmarks.md" },
      peers: { about: "also compares with other local gateways, which it installs into .local/peers (about 900 MB)" },
    },
  },
  docs: {
    shown: "npm run docs",
    about: "Writes docs/support.md: what is emulated, recorded or refused.",
    runs: "local/support/main.ts",
    options: {},
  },
  "api-members": {
    shown: "npm run api-members",
    about: "Writes the members of each API operation anew, from botocore's models (PyPI).",
    runs: "local/support/api-members-main.ts",
    words: { name: "models", about: "the folder botocore/data, and the version of botocore", min: 2, max: 2 },
    options: {},
  },
  check: {
    shown: "npm run check",
    about: "Checks types, lint, format, the walls between the folders and that no imports run in circles.",
    runs: ["tsc --noEmit", "biome check .", "mocha tests/import-walls.test.ts tests/import-circles.test.ts"],
    options: {},
  },
  format: {
    shown: "npm run format",
    about: "Formats everything and applies safe fixes.",
    runs: ["biome check --write ."],
    options: {},
  },
};

module.exports = { BENCHMARKS, COMMANDS };
