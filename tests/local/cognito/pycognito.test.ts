import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonWith } from "../../support/python";
import { type RealCloud, startRealCloud } from "./real-cloud";

const PYTHON = { pycognito: "2024.5.1", pyotp: "2.10.0", boto3: "1.43.62" } as const;

/** Signs up; the code of the message that this sends is what the other script begins with. */
const SIGN_UP = `
import sys
from pycognito import Cognito
pool, client, secret = sys.argv[1:4]
user = Cognito(pool, client, client_secret=secret, username="ada@example.com")
user.set_base_attributes(email="ada@example.com", given_name="Ada")
user.register("ada@example.com", "Secret-1")
`;

const SIGN_IN = `
import json, sys, time
import pyotp
from pycognito import Cognito, MFAChallengeException
pool, client, secret, code = sys.argv[1:5]
def of(name="ada@example.com"):
    return Cognito(pool, client, client_secret=secret, username=name)
user = of()
user.confirm_sign_up(code)
user.authenticate(password="Secret-1")
seen = [user.id_claims["email"], user.id_claims["email_verified"], user.access_claims["client_id"] == client]
before = user.access_token
# As on AWS, where the hash of a refresh is over the name that the pool gave.
user.username = user.id_claims["cognito:username"]
user.renew_access_token()
seen.append(user.access_token != before)
user.update_profile({"given_name": "Augusta"})
seen.append(user.get_user().given_name)
user.change_password("Secret-1", "Secret-2")
otp = pyotp.TOTP(user.associate_software_token())
seen.append(user.verify_software_token(otp.at(time.time() - 30), "phone"))
user.set_user_mfa_preference(False, True, "SOFTWARE_TOKEN")
again = of()
try:
    again.authenticate(password="Secret-2")
except MFAChallengeException:
    again.respond_to_software_token_mfa_challenge(otp.now())
seen.append(again.access_claims["sub"] == user.id_claims["sub"])
again.logout()
try:
    user.renew_access_token()
except user.client.exceptions.NotAuthorizedException as refused:
    seen.append(refused.response["Error"]["Code"])
bob = of("bob@example.com")
bob.set_base_attributes(given_name="Bob")
bob.admin_create_user("bob@example.com", temporary_password="Temporary-1", email="bob@example.com")
bob.new_password_challenge("Temporary-1", "Secret-3")
bob.authenticate(password="Secret-3")
seen.append(bob.id_claims["email"])
print(json.dumps(seen))
`;

describe("pycognito with the local cloud", function () {
  this.timeout(180_000);
  const python = pythonWith(PYTHON);
  let cloud: RealCloud;
  before(async () => {
    cloud = await startRealCloud();
  });
  after(() => cloud.close());

  it("signs up, in by SRP with the proof of a secret and with one-time passwords, and verifies the tokens", async () => {
    if (!python) return assert.equal(python, undefined);
    const { UserPool } = await cloud.sdk.createUserPool({
      PoolName: "people",
      UsernameAttributes: ["email"],
      AutoVerifiedAttributes: ["email"],
    });
    const UserPoolId = UserPool?.Id ?? "";
    await cloud.sdk.setUserPoolMfaConfig({
      UserPoolId,
      MfaConfiguration: "OPTIONAL",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    const { UserPoolClient } = await cloud.sdk.createUserPoolClient({
      UserPoolId,
      ClientName: "server",
      GenerateSecret: true,
    });
    const ids = [UserPoolId, UserPoolClient?.ClientId ?? "", UserPoolClient?.ClientSecret ?? ""];
    const { endpoint, region, access } = cloud.cloud;
    // Its own way to hand it the keys; the issuer that it asks for is AWS's.
    const keys = await (await fetch(`${endpoint}/${UserPoolId}/.well-known/jwks.json`)).text();
    const env = {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: endpoint,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: access.administrator.accessKeyId,
      AWS_SECRET_ACCESS_KEY: access.administrator.secretAccessKey,
      COGNITO_JWKS: keys,
    };
    const run = (script: string, ...more: string[]) =>
      promisify(execFile)(join(python, "python"), ["-c", script, ...ids, ...more], { env });
    await run(SIGN_UP);
    const { stdout } = await run(SIGN_IN, cloud.lastCode(UserPoolId));
    assert.deepEqual(JSON.parse(stdout), [
      "ada@example.com",
      true,
      true,
      true,
      "Augusta",
      true,
      true,
      "NotAuthorizedException",
      "bob@example.com",
    ]);
  });
});
