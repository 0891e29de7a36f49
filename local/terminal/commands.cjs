// @ts-check
// The commands of `tiers`: what each is, what it takes, and what runs (from the package's folder, or its dist/).
// Not taken apart here: TypeScript would take that for an import.
const fs = require("node:fs");
const path = require("node:path");

/**
 * How a command is called: by an npm script of its name, where one runs, or by `tiers` itself.
 *
 * @param {string} name
 */
const shown = (name) => {
  if (process.env.npm_lifecycle_event !== name) return `npx tiers ${name}`;
  return name === "start" ? "npm start" : `npm run ${name}`;
};

/** @type {import("./command-line.cjs").Rule} */
const portRule = (text) =>
  /^\d+$/.test(text) && Number(text) <= 65_535 ? undefined : "must be a number from 0 to 65535";

/** @type {import("./command-line.cjs").Rule} */
const stackRule = (text) => (/^[\w.-]+$/.test(text) ? undefined : "must have letters, digits, dots, - and _ only");

/** Two words. */
const apiWords = {
  name: "stack and api",
  about: "the stack, as in Pulumi.<stack>.yaml, and the logical name of a REST API in it",
  min: 2,
  max: 2,
  rule: stackRule,
};

/** @param {string} about */
const stackWord = (about) => ({
  name: "stack",
  about: `${about}, as in Pulumi.<stack>.yaml`,
  min: 1,
  max: 1,
  rule: stackRule,
});

// fidelity: docs: AdminCreateUser, Username, and CreateGroup, GroupName
/** @type {import("./command-line.cjs").Rule} */
const nameRule = (text) =>
  /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(text) ? undefined : "must be 1 to 128 signs, none of them a blank";

/** @param {string} about */
const programWords = (about) => ({
  name: "folder",
  about,
  min: 0,
  max: Number.POSITIVE_INFINITY,
  rule: (/** @type {string} */ text) =>
    fs.existsSync(path.join(text, "Pulumi.yaml")) ? undefined : "must be a folder with a Pulumi.yaml",
});

const reads = {
  value: "stack",
  about:
    "a stack that the program reads: the folder of its program, or organization/<project>/<stack>=<file of its outputs>; may be said several times",
  many: /** @type {const} */ (true),
};

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

const COMMANDS = {
  start: {
    shown: shown("start"),
    about:
      "Deploys the program on the local cloud, or those of several folders together, and prints what is where. Ctrl-C ends it; the data stays.",
    runs: "start/main",
    words: programWords(
      "a folder of Pulumi.yaml, each a stack; those that others refer to are deployed first (the working directory)",
    ),
    options: cloud,
  },
  cloud: {
    shown: shown("cloud"),
    about:
      "Serves the local cloud to Pulumi's own engine, for `pulumi up` of any stack. Ctrl-C ends it; the data stays.",
    runs: "start/cloud-main",
    words: programWords("the folder of Pulumi.yaml of each program that is deployed on it (the working directory)"),
    options: { ...cloud, stack: { ...cloud.stack, about: "the stack whose region and project it has" } },
  },
  destroy: {
    shown: shown("destroy"),
    about: "Deletes all that one stack has on the local cloud, while that does not run. Other stacks stay as they are.",
    runs: "start/destroy-main",
    words: {
      name: "stack",
      about: "as references name it, organization/<project>/<stack>",
      min: 1,
      max: 1,
      rule: (/** @type {string} */ text) =>
        /^[^/]+\/[^/]+\/[^/]+$/.test(text) ? undefined : "must be organization/<project>/<stack>",
    },
    options: { data },
  },
  reset: {
    shown: shown("reset"),
    about: "Forgets the data of the local cloud.",
    runs: "start/reset",
    options: { data },
  },
  inbox: {
    shown: shown("inbox"),
    about: "Shows what the user pools of the running local cloud have sent: codes and temporary passwords.",
    runs: "users/inbox-main",
    words: { name: "user or address", about: "only what was sent to that one", min: 0, max: 1 },
    options: {
      code: { about: "the last code alone; exit code 1 where there is none" },
      data,
    },
  },
  token: {
    shown: shown("token"),
    about: "Prints a token that the routes of a pattern take, of a user whom it makes if need be.",
    runs: "users/token-main",
    words: {
      name: "pattern",
      about:
        "one of which the stack has outputs: <pattern>UserPoolId and <pattern>UserPoolClientId, or of an outside identity provider <pattern>Issuer, <pattern>Audience and <pattern>ClientId",
      min: 1,
      max: 1,
    },
    options: {
      as: {
        value: "name",
        about: "who: a user name or an e-mail address; ana is ana@example.com where users sign in by address",
        needed: /** @type {const} */ (true),
        rule: nameRule,
      },
      id: { about: "the id token, not the access token" },
      group: {
        value: "group",
        about: "puts the user into that group of the pool; a role, outside of pools",
        rule: nameRule,
      },
      data,
    },
  },
  new: {
    shown: shown("new"),
    about:
      "Writes the next service of the platform of this program: contract, handlers, test, resources. `npx tiers new service gift-cards`.",
    runs: "new-service/main",
    words: { name: "service and its name", about: "the word service, and what it is to be called", min: 2, max: 2 },
    options: {
      "own-stack": { about: "in a program and a stack of its own, services/<name>, which reads this one's platform" },
    },
  },
  plan: {
    shown: shown("plan"),
    about: "Says, without credentials, what a stack is made of, who may do what in it, what is open and what it costs.",
    runs: "plan/main",
    words: stackWord("the stack to summarise"),
    options: {
      json: { about: "everything as JSON (where npm runs it, with --silent)" },
      against: { value: "commit", about: "also what changes since that commit, branch or tag" },
      reads,
    },
  },
  openapi: {
    shown: shown("openapi"),
    about: "Prints the OpenAPI document of a REST API of a stack, for its clients.",
    runs: "plan/openapi-main",
    words: apiWords,
    options: { reads },
  },
  client: {
    shown: shown("client"),
    about: "Writes the types of a REST API of a stack for a client of it: createClient<paths>() of openapi-fetch.",
    runs: "plan/client-main",
    words: apiWords,
    options: { out: { value: "file", about: "where to, such as src/api.d.ts", default: "standard output" }, reads },
  },
  policies: {
    shown: shown("policies"),
    about:
      "Holds a stack to the rules of the policy pack, without credentials. Exit code 1 where a mandatory one is broken.",
    runs: "plan/policies-main",
    words: stackWord("the stack to look at"),
    options: { reads },
  },
  conformance: {
    shown: shown("conformance"),
    about: "Runs case files (*.json) against the local gateway and the local services, or against deployed ones.",
    runs: "conformance/main",
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
};

module.exports = { COMMANDS };
