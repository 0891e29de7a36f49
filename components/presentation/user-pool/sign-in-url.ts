import * as pulumi from "@pulumi/pulumi";
import type { UserPoolNodes } from "./children";
import type { ClientSettings } from "./clients/client-settings";
import type { UserPoolPlan } from "./plan";

/** What an app opens for its users to sign in, without the parts of PKCE and `state`, which are of each time. */
export const signInUrl = (
  base: pulumi.Output<string>,
  plan: UserPoolPlan,
  made: UserPoolNodes["clients"],
): pulumi.Output<string> | undefined => {
  const [key, client] =
    Object.entries<ClientSettings>(plan.clients).find(([, one]) => one.oauth?.flow === "code") ?? [];
  const id = key === undefined ? undefined : made[key]?.id;
  if (id === undefined || client?.oauth === undefined) return undefined;
  const { scopes, callbackUrls } = client.oauth;
  const rest = new URLSearchParams({
    response_type: "code",
    scope: scopes.join(" "),
    redirect_uri: callbackUrls[0] ?? "",
  });
  return pulumi.interpolate`${base}/login?client_id=${id}&${rest.toString()}`;
};
