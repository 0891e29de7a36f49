import assert from "node:assert/strict";
import { variable } from "../../../components/contracts/environment";
import * as env from "../../../components/runtime/env";

describe("env.database", () => {
  it("reads what the link put there, under the function's own name for it", () => {
    const variables = {
      ORDER_STORE_HOST: "db.example",
      ORDER_STORE_PORT: "5432",
      ORDER_STORE_DATABASE: "orders",
      ORDER_STORE_USER: "orders_writer",
    };
    assert.deepEqual(env.database("orderStore", variables), {
      host: "db.example",
      port: 5432,
      database: "orders",
      user: "orders_writer",
    });
  });

  it("names the missing link and how to declare it", () => {
    assert.throws(() => env.database("store", { STORE_HOST: "x", STORE_PORT: "5432" }), {
      message:
        'This function has no link "store" to a database (STORE_DATABASE, STORE_USER not set): declare it as ' +
        "links: { store: database.writer() } or database.reader().",
    });
  });
});

describe("variable", () => {
  it("writes names as environment variables", () => {
    assert.equal(variable("orderStore", "HOST"), "ORDER_STORE_HOST");
    assert.equal(variable("jobs", "QUEUE_URL"), "JOBS_QUEUE_URL");
    assert.equal(variable("my-jobs.v2", "QUEUE_URL"), "MY_JOBS_V2_QUEUE_URL");
  });
});
