import assert from "node:assert/strict";
import { strToU8, zipSync } from "fflate";
import { type Account, startLocalAccount } from "../../../../local/conformance/services/account";
import { createRole } from "../../../../local/conformance/services/case-functions";
import { Sdk, valueAt } from "../../../../local/conformance/services/sdk";
import { startTestCloud } from "../../cloud/test-cloud";
import { throwAwayFolder } from "../rds/throw-away";

const zip = (code: string) =>
  zipSync({ "index.js": strToU8(code), "lib/": new Uint8Array(), "lib/a.js": strToU8("1") });
const ECHO = zip("exports.handler = async (event) => ({ event, stage: process.env.STAGE });");

describe("the API of Lambda", () => {
  let account: Account;
  let role: string;

  before(async () => {
    account = await startLocalAccount();
    role = await createRole(account.sdk, "functions");
  });
  after(() => account.close());

  const call = async (operation: string, input: object, sdk: Sdk = account.sdk) => {
    const { output, error } = await sdk.call("lambda", operation, input);
    assert.ok(output, `${operation}: ${error?.code}: ${error?.message}`);
    return output as Record<string, unknown>;
  };
  const refused = async (operation: string, input: object, sdk: Sdk = account.sdk) => {
    const { error, status } = await sdk.call("lambda", operation, input);
    return error ? `${status} ${error.code}: ${error.message}` : "not refused";
  };
  const invoke = async (FunctionName: string, Payload = "{}") => {
    const { Payload: answer } = await call("Invoke", { FunctionName, Payload });
    return JSON.parse(Buffer.from(answer as Uint8Array).toString());
  };
  const settings = (FunctionName: string) => ({
    FunctionName,
    Role: role,
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    Code: { ZipFile: ECHO },
    Environment: { Variables: { STAGE: "one" } },
  });

  it("makes a function of a zip, with its defaults, and runs it", async () => {
    const made = await call("CreateFunction", settings("echo"));
    const { FunctionArn, Timeout, MemorySize, Version, State, CodeSize } = made;
    assert.deepEqual(
      [FunctionArn, Timeout, MemorySize, Version, State, CodeSize],
      ["arn:aws:lambda:eu-west-1:000000000000:function:echo", 3, 128, "$LATEST", "Active", ECHO.length],
    );
    assert.deepEqual(await invoke("echo", '{"a":1}'), { event: { a: 1 }, stage: "one" });
  });

  it("reserves no more for a function than the account leaves", async () => {
    const reserve = { FunctionName: "echo", ReservedConcurrentExecutions: 901 };
    assert.match(
      await refused("PutFunctionConcurrency", reserve),
      /^400 InvalidParameterValueException: .* below its minimum value of \[100\]\.$/,
    );
    await call("PutFunctionConcurrency", { ...reserve, ReservedConcurrentExecutions: 900 });
    await call("DeleteFunctionConcurrency", { FunctionName: "echo" });
  });

  it("takes new settings and new code at once, and keeps published versions", async () => {
    assert.equal((await call("PublishVersion", { FunctionName: "echo" })).Version, "1");
    await call("CreateAlias", { FunctionName: "echo", Name: "live", FunctionVersion: "1" });
    await call("UpdateFunctionConfiguration", { FunctionName: "echo", Environment: { Variables: { STAGE: "two" } } });
    assert.equal((await invoke("echo")).stage, "two");
    await call("UpdateFunctionCode", { FunctionName: "echo", ZipFile: zip("exports.handler = async () => 'new';") });
    assert.equal(await invoke("echo"), "new");
    assert.equal((await invoke("echo:live")).stage, "one");
    const { Timeout, Handler } = await call("GetFunctionConfiguration", { FunctionName: "echo" });
    assert.deepEqual([Timeout, Handler], [3, "index.handler"]);
    const { Versions } = await call("ListVersionsByFunction", { FunctionName: "echo" });
    assert.deepEqual(
      (Versions as { Version: string }[]).map((each) => each.Version),
      ["$LATEST", "1"],
    );
    assert.match(
      await refused("DeleteFunction", { FunctionName: "echo", Qualifier: "1" }),
      /^409 .*referenced by aliases: live/,
    );
    await call("UpdateAlias", { FunctionName: "echo", Name: "live", FunctionVersion: "$LATEST" });
    assert.equal(await invoke("echo:live"), "new");
    await call("DeleteAlias", { FunctionName: "echo", Name: "live" });
    assert.match(await refused("GetAlias", { FunctionName: "echo", Name: "live" }), /^404 .*Cannot find alias arn/);
  });

  it("takes code from a bucket", async () => {
    await account.sdk.call("s3", "CreateBucket", { Bucket: "code" });
    await account.sdk.call("s3", "PutObject", { Bucket: "code", Key: "echo.zip", Body: ECHO });
    const Code = { S3Bucket: "code", S3Key: "echo.zip" };
    await call("CreateFunction", { ...settings("stored"), Code });
    assert.equal((await invoke("stored")).stage, "one");
    assert.match(
      await refused("CreateFunction", { ...settings("other"), Code: { ...Code, S3Key: "no" } }),
      /^400 .*GetObject\. S3 Error Code: NoSuchKey\. S3 Error Message: The specified key does not exist\.$/,
    );
  });

  it("writes permissions into the policy of the function or of a qualifier of it", async () => {
    const permission = {
      FunctionName: "echo",
      StatementId: "s3",
      Action: "lambda:InvokeFunction",
      Principal: "s3.amazonaws.com",
      SourceArn: "arn:aws:s3:::b",
      SourceAccount: "000000000000",
    };
    assert.match(await refused("GetPolicy", { FunctionName: "echo" }), /^404 ResourceNotFoundException/);
    const { Statement } = await call("AddPermission", permission);
    assert.deepEqual(JSON.parse(String(Statement)).Condition, {
      ArnLike: { "AWS:SourceArn": "arn:aws:s3:::b" },
      StringEquals: { "AWS:SourceAccount": "000000000000" },
    });
    assert.match(
      await refused("AddPermission", permission),
      /^409 ResourceConflictException: The statement id \(s3\) provided/,
    );
    assert.match(await refused("GetPolicy", { FunctionName: "echo", Qualifier: "1" }), /^404/);
    await call("RemovePermission", { FunctionName: "echo", StatementId: "s3" });
    assert.match(await refused("GetPolicy", { FunctionName: "echo" }), /^404/);
  });

  it("refuses in the words of AWS", async () => {
    assert.match(
      await refused("CreateFunction", settings("echo")),
      /^409 ResourceConflictException: Function already exist: echo$/,
    );
    const broken: readonly (readonly [object, RegExp])[] = [
      [
        { Role: "no" },
        /Value 'no' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern/,
      ],
      [
        { Role: "arn:aws:iam::000000000000:role/no" },
        /^400 Inv.*The role defined for the function cannot be assumed by Lambda\.$/,
      ],
      [
        { Timeout: 901 },
        /Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900/,
      ],
      [{ Code: { ZipFile: new Uint8Array() } }, /Uploaded file must be a non-empty zip$/],
      [
        { Code: { ZipFile: strToU8("no zip") } },
        /Could not unzip uploaded file\. Please check your file, then try to upload again\.$/,
      ],
      [{ Code: { ZipFile: zipSync({ "../../out.js": strToU8("1") }) } }, /must not hold a file named "..\/..\/out.js"/],
      [{ Environment: { Variables: { AWS_REGION: "x" } } }, /Reserved keys used in this request: AWS_REGION$/],
      [{ Runtime: "python3.13" }, /^501 .*runtime python3\.13/],
      [{ Layers: ["arn:aws:lambda:eu-west-1:000000000000:layer:a:1"] }, /^501 .*member body\.Layers/],
    ];
    for (const [input, message] of broken)
      assert.match(await refused("CreateFunction", { ...settings("broken"), ...input }), message);
    assert.match(
      await refused("GetFunction", { FunctionName: "broken" }),
      /^404 ResourceNotFoundException: Function not found: arn:/,
    );
  });

  it("takes no name that leads out of its folder, and none that is too long for any", async () => {
    const names = [
      "../../precious",
      "a/../b",
      "/etc/passwd",
      "..",
      "a\0b",
      "x".repeat(65),
      "x".repeat(15_000),
      "con",
      "",
    ];
    for (const FunctionName of names) {
      const answered = await refused("CreateFunction", { ...settings(FunctionName) });
      assert.match(answered, /^400 (ValidationException|InvalidParameterValueException)/, JSON.stringify(FunctionName));
    }
    for (const name of names.filter((each) => each !== "")) {
      assert.match(
        await refused("GetFunction", { FunctionName: name }),
        /^(40[04]|501) /,
        JSON.stringify(name.slice(0, 80)),
      );
      assert.match(
        await refused("GetEventSourceMapping", { UUID: name }),
        /^(40[04]|501) /,
        JSON.stringify(name.slice(0, 80)),
      );
    }
  });

  it("asks for the right to pass the role, to that service", async () => {
    const statements = [{ Effect: "Allow", Action: "lambda:*", Resource: "*" }];
    const asCaller = async (name: string, more: readonly object[]) => {
      const trust = { Effect: "Allow", Principal: { AWS: "000000000000" }, Action: "sts:AssumeRole" };
      const policy = (Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
      const { sdk } = account;
      const { output } = await sdk.call("iam", "CreateRole", {
        RoleName: name,
        AssumeRolePolicyDocument: policy([trust]),
      });
      const PolicyDocument = policy([...statements, ...more]);
      await sdk.call("iam", "PutRolePolicy", { RoleName: name, PolicyName: "p", PolicyDocument });
      const RoleArn = valueAt(output, "Role.Arn");
      const assumed = await sdk.call("sts", "AssumeRole", { RoleArn, RoleSessionName: "caller" });
      const keys = assumed.output?.Credentials as Record<"AccessKeyId" | "SecretAccessKey" | "SessionToken", string>;
      const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = keys;
      return new Sdk({ ...sdk.connection, credentials: { accessKeyId, secretAccessKey, sessionToken } });
    };
    const passTo = (service: string) => [
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: role,
        Condition: { StringEquals: { "iam:PassedToService": service } },
      },
    ];
    const denied =
      /^403 AccessDeniedException: .*is not authorized to perform: iam:PassRole on resource: arn:aws:iam::000000000000:role\/functions/;
    assert.match(await refused("CreateFunction", settings("passed"), await asCaller("none", [])), denied);
    const elsewhere = await asCaller("elsewhere", passTo("states.amazonaws.com"));
    assert.match(await refused("CreateFunction", settings("passed"), elsewhere), denied);
    await call("CreateFunction", settings("passed"), await asCaller("passes", passTo("lambda.amazonaws.com")));
  });

  it("ends a function with all that is its own", async () => {
    await call("DeleteFunction", { FunctionName: "passed" });
    assert.match(await refused("Invoke", { FunctionName: "passed" }), /^404/);
    const { Functions } = await call("ListFunctions", {});
    assert.deepEqual(
      (Functions as { FunctionName: string }[]).map(({ FunctionName }) => FunctionName),
      ["echo", "stored"],
    );
  });
});

describe("what the API of Lambda made", () => {
  it("is there after a restart, and a program may change it", async () => {
    const folder = throwAwayFolder();
    let cloud = await startTestCloud({ folder: folder.path });
    const role = await cloud.role("functions", [{ Effect: "Allow", Action: "*", Resource: "*" }]);
    let sdk = new Sdk(cloud.client);
    const { output: queue } = await sdk.call("sqs", "CreateQueue", { QueueName: "orders" });
    assert.ok(queue);
    await sdk.call("lambda", "CreateFunction", {
      FunctionName: "kept",
      Role: role,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile: ECHO },
    });
    const EventSourceArn = "arn:aws:sqs:eu-west-1:000000000000:orders";
    const filter = { Filters: [{ Pattern: '{"body":["x"]}' }] };
    const mapped = await sdk.call("lambda", "CreateEventSourceMapping", {
      EventSourceArn,
      FunctionName: "kept",
      FilterCriteria: filter,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    assert.equal(mapped.output?.State, "Creating");
    await cloud.close();
    cloud = await startTestCloud({ folder: folder.path });
    sdk = new Sdk(cloud.client);
    const { output } = await sdk.call("lambda", "GetFunction", { FunctionName: "kept" });
    assert.equal(valueAt(output, "Configuration.Handler"), "index.handler");
    const { output: found } = await sdk.call("lambda", "GetEventSourceMapping", { UUID: mapped.output?.UUID });
    assert.deepEqual(
      [found?.State, found?.FilterCriteria, found?.ScalingConfig, found?.BatchSize],
      ["Enabled", filter, { MaximumConcurrency: 2 }, 10],
    );
    const { output: updated } = await sdk.call("lambda", "UpdateEventSourceMapping", {
      UUID: found?.UUID,
      BatchSize: 5,
    });
    assert.deepEqual([updated?.BatchSize, updated?.FilterCriteria], [5, filter]);
    await cloud.resource("aws:lambda/eventSourceMapping:EventSourceMapping").delete(String(found?.UUID), {});
    assert.equal((await sdk.call("lambda", "GetEventSourceMapping", { UUID: found?.UUID })).status, 404);
    await cloud.close();
    folder.remove();
  });
});
