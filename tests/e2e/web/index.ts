// The box office of those who organise, alone in a stack, by either hosting.
import * as pulumi from "@pulumi/pulumi";
import { AccountLogRole } from "serverless-tiers";
import type { WebConfig } from "../../../stack-config";
import type { StackParts } from "../../../stack-parts";
import { webBoxOffice } from "../../../web";

const shared: Pick<StackParts, "logRole" | "alarms" | "siteAlarms" | "retention" | "protection"> = {
  logRole: new AccountLogRole("api-log-role", { role: "create" }),
  alarms: undefined,
  siteAlarms: undefined,
  retention: "1 day",
  protection: "throw-away",
};
const web = webBoxOffice(
  {
    hosting: new pulumi.Config().require<WebConfig["hosting"]>("hosting"),
    throttle: { rate: 10_000, burst: 10_000 },
    users: { mfa: "off", domain: { prefix: "box-office-web" } },
  },
  shared,
);

export const webUrl = web.url;
export const webApiUrl = web.apiUrl;
export const webUserPoolId = web.users.id;
export const webUserPoolClientId = web.client.id;
export const webSignInUrl = web.client.signInUrl;
export const webLiveUrl = web.live?.url;
