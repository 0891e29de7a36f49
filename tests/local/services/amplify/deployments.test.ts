import assert from "node:assert/strict";
import { zipSync } from "fflate";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

describe("deployments of Amplify", () => {
  let cloud: TestCloud;
  let appId: string;
  let site: string;
  before(async () => {
    cloud = await startTestCloud();
    const app = await create("app", "App", "web", {});
    appId = app.id;
    await create("branch", "Branch", "main", { appId, branchName: "main" });
    site = cloud.cloud.directory.service("amplify")?.localUrl?.(`https://main.${appId}.amplifyapp.com`) ?? "";
  });
  after(() => cloud.close());

  const create = (module: string, kind: string, name: string, inputs: object) =>
    cloud.resource(`aws:amplify/${module}:${kind}`).create({ ...inputs }, resourceContext(name));

  const call = async (method: string, path: string, input?: object) => {
    const { access, directory } = cloud.cloud;
    const principal = access.find(access.administrator.accessKeyId)?.principal;
    assert.ok(principal);
    const body = Buffer.from(input ? JSON.stringify(input) : "");
    const url = `/apps/${appId}/branches/main${path}`;
    const answer = await directory
      .service("amplify")
      ?.handle?.({ principal, method, url, headers: {}, body, requestId: "1" });
    assert.ok(answer);
    return { status: answer.status, ...JSON.parse(answer.body.toString()) };
  };

  const s3Put = async (url: string, body: Buffer) => {
    const { access, directory } = cloud.cloud;
    const principal = access.find(access.administrator.accessKeyId)?.principal;
    assert.ok(principal);
    const answer = await directory.s3.handle?.({ principal, method: "PUT", url, headers: {}, body, requestId: "1" });
    assert.equal(answer?.status, 200);
  };

  const ended = async (jobId: string) => {
    for (;;) {
      const { job } = await call("GET", `/jobs/${jobId}`);
      if (["SUCCEED", "FAILED"].includes(job.summary.status)) return job;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const shown = async (path: string) => {
    const answer = await fetch(`${site}${path}`);
    return [answer.status, await answer.text()];
  };
  const put = async (url: string, body: Uint8Array) =>
    (await fetch(url, { method: "PUT", body: Buffer.from(body) })).status;

  it("serves an uploaded zip once it is deployed", async () => {
    const { jobId, zipUploadUrl } = await call("POST", "/deployments", {});
    assert.equal(await put(zipUploadUrl.replace(/.$/, "_"), Buffer.from("x")), 403);
    assert.equal(await put(zipUploadUrl, zipSync({ "index.html": Buffer.from("first") })), 200);
    assert.equal((await shown("/"))[0], 404);
    const { jobSummary } = await call("POST", "/deployments/start", { jobId });
    assert.deepEqual([jobSummary.jobId, jobSummary.jobType], [jobId, "MANUAL"]);
    const job = await ended(jobId);
    assert.deepEqual([job.summary.status, job.steps[0].stepName], ["SUCCEED", "DEPLOY"]);
    assert.deepEqual(await shown("/"), [200, "first"]);
    assert.equal((await call("POST", "/deployments/start", { jobId })).status, 400, "it has been started");
  });

  it("serves files that are uploaded one by one", async () => {
    const fileMap = { "index.html": "d41d8cd98f00b204e9800998ecf8427e", "a/b.txt": "" };
    const { jobId, fileUploadUrls } = await call("POST", "/deployments", { fileMap });
    for (const [name, url] of Object.entries(fileUploadUrls)) await put(String(url), Buffer.from(`file ${name}`));
    await call("POST", "/deployments/start", { jobId });
    await ended(jobId);
    assert.deepEqual(await shown("/a/b.txt"), [200, "file a/b.txt"]);
  });

  it("takes a zip and a folder from S3", async () => {
    await cloud.resource("aws:s3/bucket:Bucket").create({ bucket: "artifacts" }, resourceContext("artifacts"));
    await s3Put("/artifacts/site.zip", Buffer.from(zipSync({ "index.html": Buffer.from("zipped") })));
    await s3Put("/artifacts/site/a%20%26%20b/index.html", Buffer.from("of a folder"));
    const deployed = async (input: object) => ended((await call("POST", "/deployments/start", input)).jobSummary.jobId);
    assert.equal((await deployed({ sourceUrl: "s3://artifacts/site.zip" })).summary.status, "SUCCEED");
    assert.deepEqual(await shown("/"), [200, "zipped"]);
    await deployed({ sourceUrl: "s3://artifacts/site", sourceUrlType: "BUCKET_PREFIX" });
    assert.deepEqual(await shown("/a%20&%20b/"), [200, "of a folder"]);
  });

  it("fails without files and keeps what is served", async () => {
    const { jobId } = await call("POST", "/deployments", {});
    await call("POST", "/deployments/start", { jobId });
    const job = await ended(jobId);
    assert.deepEqual([job.summary.status, job.steps[0].statusReason], ["FAILED", "nothing was uploaded"]);
    assert.equal((await shown("/a%20&%20b/"))[0], 200);
    const { jobSummaries } = await call("GET", "/jobs");
    assert.deepEqual(
      jobSummaries.map((each: { jobId: string }) => each.jobId),
      ["5", "4", "3", "2", "1"],
    );
  });

  it("refuses a start without anything to deploy, and knows no other branch", async () => {
    assert.equal((await call("POST", "/deployments/start", {})).status, 400);
    assert.equal((await call("GET", "/jobs/77")).status, 404);
  });
});
