import { ArgsError } from "../../core/args/args-error";

/**
 * What Cognito bills for each user who is active in a month, by what the pool can do. Lite and Essentials have 10,000
 * users free of charge.
 *
 * https://aws.amazon.com/cognito/pricing/ (read 2026-11)
 */
export type FeaturePlan = "lite" | "essentials" | "plus";

const ORDER: readonly FeaturePlan[] = ["lite", "essentials", "plus"];

/** An argument that asks for a plan. */
export interface Wish {
  readonly path: string;
  readonly plan: Exclude<FeaturePlan, "lite">;
}

/**
 * The plan of a pool: the least that has what is asked for. AWS would take Essentials. Plus has to be said: each user is
 * billed from the first on.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html (read 2026-11)
 *
 * @throws {ArgsError} for a plan that lacks what is asked for, with all that asks for more.
 */
export const featurePlan = (component: string, said: FeaturePlan | undefined, wishes: readonly Wish[]): FeaturePlan => {
  const least = ORDER.findLast((plan) => plan === "lite" || wishes.some((wish) => wish.plan === plan)) ?? "lite";
  const had = said ?? (least === "plus" ? "essentials" : least);
  const lacking = wishes.filter(({ plan }) => ORDER.indexOf(plan) > ORDER.indexOf(had));
  if (lacking.length === 0) return had;
  const asked = lacking.map(({ path, plan }) => `${path} ("${plan}")`).join(", ");
  throw new ArgsError(
    component,
    "plan",
    `must be "${least}" for ${asked}, or these must go (it is ${said === undefined ? "not set" : `"${said}"`})`,
  );
};
