// Pulumi starts a policy pack without the loader that PulumiPolicy.yaml asks for, so this file brings it. It comes after
// the SDK, whose two thousand JavaScript files it would look into one by one.
require("@pulumi/policy");
require("../local/loader/typescript.cjs");
const { policyPack } = require("serverless-tiers/policy-pack");
policyPack("serverless-tiers", { openRoutes: require("./open-routes.json") });
