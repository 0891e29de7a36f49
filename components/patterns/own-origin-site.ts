import { within } from "../core/args/args-error";
import type { RestApiPlan } from "../logic/rest-api/plan";
import type { StaticSiteArgs } from "../presentation/static-site/args";
import { checkApis, planStaticSite, type StaticSitePlan } from "../presentation/static-site/plan";

/**
 * A site that has its API on its own origin and reads where from `apiUrl` of its config; the API is planned only.
 *
 * @throws {ArgsError} for what the site would refuse, as `site.…` of the pattern.
 */
export const planOwnOriginSite = (
  name: string,
  site: Omit<StaticSiteArgs, "api">,
  api: Pick<RestApiPlan, "name" | "stage" | "siteSecrets">,
): StaticSitePlan =>
  within(
    name,
    (path) => `site.${path}`,
    () => {
      const planned = planStaticSite(name, { ...site, config: { apiUrl: `/${api.stage}`, ...site.config } });
      checkApis(name, [api], planned.files);
      return planned;
    },
  );
