import { valueAt } from "serverless-tiers/policies";
import type { PlannedResource, PlannedStack } from "./planned-stack";
import { PRICES } from "./prices";
import { describe } from "./wording";

/** What something costs that is billed by its use alone. */
export interface UsePrice {
  readonly resource: string;
  /** Of one each, in US dollars: `{ "GB served": 0.15 }`. */
  readonly prices: Readonly<Record<string, number>>;
}

const { perUse } = PRICES;

/** Ways in, which cost nothing while nobody comes: how a site is hosted is a choice between prices. */
const USES: Readonly<Record<string, (resource: PlannedResource) => Readonly<Record<string, number>>>> = {
  "aws:amplify/app:App": (app) => ({
    ...perUse.amplify,
    ...(valueAt(app, "repository") !== undefined && perUse.amplifyBuild),
    ...(valueAt(app, "platform") === "WEB_COMPUTE" && perUse.amplifyRendering),
  }),
  "aws:cloudfront/distribution:Distribution": () => perUse.cloudFront,
  "aws:apigateway/restApi:RestApi": () => perUse.restApi,
  "aws:apigatewayv2/api:Api": (api) =>
    valueAt(api, "protocolType") === "WEBSOCKET" ? perUse.webSocketApi : perUse.httpApi,
};

export const usePrices = ({ resources }: PlannedStack): UsePrice[] =>
  resources.flatMap((resource) => {
    const prices = USES[resource.type]?.(resource);
    return prices === undefined ? [] : [{ resource: describe(resource), prices }];
  });
