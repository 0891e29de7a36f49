import assert from "node:assert/strict";
import { masterEnvironment } from "../../../../components/runtime/migrate/sign-in";

const SET = { DATABASE_HOST: "host", DATABASE_PORT: "5432", DATABASE_DATABASE: "orders", DATABASE_SECRET_ARN: "arn" };

describe("the environment of a migration function", () => {
  it("is what the link to the master user set", () => {
    assert.deepEqual(masterEnvironment("database", SET), {
      host: "host",
      port: 5432,
      database: "orders",
      secretArn: "arn",
    });
  });

  it("is refused without the link, by the variable that is missing", () => {
    assert.throws(() => masterEnvironment("database", { ...SET, DATABASE_SECRET_ARN: undefined }), {
      message: 'DATABASE_SECRET_ARN is not set: this function needs the link "database" to a database\'s master user',
    });
  });
});
