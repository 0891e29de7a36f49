import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned } from "../../core/component/plan";
import type { RestApi } from "../../logic/rest-api/rest-api";
import { type ApiFrontArgs, apiFrontArgs } from "./args";
import type { ApiFrontTransform } from "./children";

interface Settings {
  /** One at least. */
  readonly apis: readonly [RestApi, ...RestApi[]];
  readonly priceClass: string;
  readonly transform: ApiFrontTransform | undefined;
}

/** The arguments of a front, checked. */
export type ApiFrontPlan = Plan<"ApiFront", Settings>;

/**
 * Each API takes two of the 75 behaviours that a distribution may have.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html (read 2026-11)
 */
const MOST_APIS = 37;

/** @throws {ArgsError} for two APIs on one path, none, and more than a distribution leads to. */
export const planApiFront = (name: string, args: ApiFrontArgs | ApiFrontPlan): ApiFrontPlan =>
  planned("ApiFront", name, args, (given: ApiFrontArgs): Settings => {
    checkArgs(name, given, apiFrontArgs);
    const { apis, priceClass = "PriceClass_100", transform } = given;
    const [first, ...others] = apis;
    if (first === undefined) throw new ArgsError(name, "apis", "must hold one at least, [bookings.api]");
    if (apis.length > MOST_APIS)
      throw new ArgsError(
        name,
        "apis",
        `must be ${MOST_APIS} at most, as a distribution has room for (there are ${apis.length}): an ApiDomain takes more`,
      );
    for (const [at, { plan }] of apis.entries()) {
      const other = apis.slice(0, at).find((each) => each.plan.stage === plan.stage);
      if (other)
        throw new ArgsError(
          name,
          `apis[${at}]`,
          `must have another stage: /${plan.stage} is that of ${other.plan.name}, and ${plan.name} has it as well`,
        );
    }
    return { apis: [first, ...others], priceClass, transform };
  });
