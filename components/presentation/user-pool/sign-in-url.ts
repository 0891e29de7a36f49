import * as pulumi from "@pulumi/pulumi";
import type { ClientSettings } from "./clients/client-settings";

/** What an app opens for its users to sign in, without the parts of PKCE and `state`, which are of each time. */
export const signInUrl = (
  base: pulumi.Output<string> | undefined,
  { oauth }: ClientSettings,
  id: pulumi.Output<string>,
): pulumi.Output<string> | undefined => {
  if (base === undefined || oauth?.flow !== "code") return undefined;
  const { scopes, callbackUrls } = oauth;
  const rest = pulumi
    .output(callbackUrls[0])
    .apply((redirect_uri = "") =>
      new URLSearchParams({ response_type: "code", scope: scopes.join(" "), redirect_uri }).toString(),
    );
  return pulumi.interpolate`${base}/login?client_id=${id}&${rest}`;
};
