// What the package offers to tests of programs is what the tests of the packages use, and what it keeps to itself.

export * from "serverless-tiers-local/testing";
export { settled } from "../../local/testing/recording";
