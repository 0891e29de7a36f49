import { ArgsError, within } from "../../core/args/args-error";
import { childName } from "../../core/component/naming";
import { type DomainPlan, planDomain } from "../../presentation/domain/plan";
import type { WebAppArgs } from "./args";

/** The names of a web app, and those of them that are made here: Amplify has a certificate of its own for its own. */
export interface PlannedDomain {
  readonly name: string;
  /** Before it, in the name of the page. */
  readonly prefix: string;
  /** `www.example.com` */
  readonly host: string;
  /** Of the page, on CloudFront. */
  readonly site: DomainPlan | undefined;
  /** Of the API, where it is not on the page's own name. */
  readonly api: DomainPlan | undefined;
}

/** @throws {ArgsError} for names that no certificate could have, and for one name of page and API. */
export const planWebDomain = (
  component: string,
  { hosting, domain }: Pick<WebAppArgs, "hosting" | "domain">,
): PlannedDomain | undefined => {
  if (domain === undefined) return undefined;
  const { name, site: prefix = "", api, zoneId } = domain;
  const nameOf = (label: string) => (label === "" ? name : `${label}.${name}`);
  const planOf = (role: "site" | "api", label: string) =>
    within(
      component,
      () => (label === "" ? "domain.name" : `domain.${role}`),
      () =>
        planDomain(childName(component, role), {
          name: nameOf(label),
          for: role,
          ...(zoneId !== undefined && { zoneId }),
        }),
    );
  if (api === prefix)
    throw new ArgsError(component, "domain.api", `must be another name than that of the page (it is "${api}")`);
  const page = planOf("site", prefix);
  const apiPlan = api === undefined ? undefined : planOf("api", api);
  const own = hosting === "cloudfront";
  return { name, prefix, host: nameOf(prefix), site: own ? page : undefined, api: own ? undefined : apiPlan };
};
