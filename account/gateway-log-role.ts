import { AccountLogRole } from "serverless-tiers";

/** API Gateway's one CloudWatch role for the account and region; the stacks then say `existing`. */
export const createGatewayLogRole = (): void => {
  new AccountLogRole("api-gateway-logs", { role: "create" });
};
