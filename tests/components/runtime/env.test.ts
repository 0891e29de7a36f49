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

describe("env.bucket", () => {
  it("reads what a link to a bucket put there, and names one that is missing", () => {
    assert.deepEqual(env.bucket("content", { CONTENT_BUCKET_NAME: "content-1234567" }), { name: "content-1234567" });
    assert.throws(() => env.bucket("photos", {}), {
      message:
        'This function has no link "photos" to a bucket (PHOTOS_BUCKET_NAME not set): declare it as ' +
        "links: { photos: bucket.read() }, bucket.write() or bucket.readWrite().",
    });
  });
});

describe("env.queue", () => {
  it("reads what a link to a queue put there, and names one that is missing", () => {
    assert.deepEqual(env.queue("sent", { SENT_QUEUE_URL: "https://sqs/sent" }), { url: "https://sqs/sent" });
    assert.throws(() => env.queue("jobs", {}), {
      message:
        'This function has no link "jobs" to a queue (JOBS_QUEUE_URL not set): declare it as links: { jobs: queue.send() }.',
    });
  });
});

describe("env.table and env.index", () => {
  const variables = {
    SHOWS_TABLE_NAME: "shows-1234567",
    BY_CITY_TABLE_NAME: "shows-1234567",
    BY_CITY_INDEX_NAME: "by-city",
  };

  it("read what links to a table and to an index put there", () => {
    assert.deepEqual(env.table("shows", variables), { tableName: "shows-1234567" });
    assert.deepEqual(env.index("byCity", variables), { tableName: "shows-1234567", indexName: "by-city" });
  });

  it("name the missing link and how to declare it", () => {
    assert.throws(() => env.table("halls", variables), {
      message:
        'This function has no link "halls" to a table (HALLS_TABLE_NAME not set): declare it as ' +
        "links: { halls: table.read() }, table.write() or table.readWrite().",
    });
    // A link to the table is none to an index of it.
    assert.throws(() => env.index("shows", variables), {
      message:
        'This function has no link "shows" to an index of a table (SHOWS_INDEX_NAME not set): declare it as ' +
        'links: { shows: table.query("…") }.',
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
