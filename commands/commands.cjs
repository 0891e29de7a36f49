// @ts-check
// The commands of this repository alone. Those that its users have too are the package's own: local/terminal/commands.cjs.

/** What `npm run bench` can measure; the last one only when it is asked for, since it installs what the project does not need. */
const BENCHMARKS = /** @type {const} */ ([
  "accept-orders",
  "gateway",
  "authorized-read",
  "cached-shows",
  "protected-api",
  "rotation",
  "sqs",
  "tables",
  "store-orders",
  "start-stack",
  "evaluate-program",
  "services",
  "events",
  "peers",
]);

const COMMANDS = {
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
    runs: [
      "tsc --noEmit",
      "tsc --noEmit --project sites/shop",
      "tsc --noEmit --project sites/box-office",
      "biome check .",
      "mocha tests/import-walls.test.ts tests/import-circles.test.ts",
    ],
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
