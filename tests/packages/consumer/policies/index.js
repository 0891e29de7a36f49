require("serverless-tiers/policy-pack").policyPack("notes", { openRoutes: require("./open-routes.json") });
