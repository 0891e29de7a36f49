import * as budgets from "@pulumi/aws/budgets";
import type { AccountConfig } from "./config";

/** Tells by e-mail when the month's cost is forecast to pass the budget, and when it has reached 80 % of it. */
export const createBudget = ({ budget, email }: AccountConfig): void => {
  const notification = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
    notificationType,
    threshold,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    subscriberEmailAddresses: [email],
  });
  new budgets.Budget("monthly", {
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitAmount: budget.toFixed(2),
    limitUnit: "USD",
    notifications: [notification("ACTUAL", 80), notification("FORECASTED", 100)],
  });
};
