import * as z from "zod";
import { amplifyOperation, ofApp } from "./amplify-operation";
import { shownApp } from "./shown";

export const getApp = amplifyOperation(
  "GetApp",
  z.object({}),
  { action: "amplify:GetApp", on: ofApp },
  (hosting) => (_call, app) => ({ app: shownApp(hosting, app) }),
);
