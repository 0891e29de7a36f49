import * as z from "zod";
import { amplifyOperation, ofAllApps } from "./amplify-operation";
import { PAGE, pageOf } from "./page";
import { shownApp } from "./shown";

export const listApps = amplifyOperation(
  "ListApps",
  z.object({}),
  { action: "amplify:ListApps", on: ofAllApps },
  (hosting) => (call) => {
    const all = [...hosting.store.apps.entries()].map(([, app]) => app);
    const { items, nextToken } = pageOf(call, all);
    return { apps: items.map((app) => shownApp(hosting, app)), ...nextToken };
  },
  PAGE,
);
