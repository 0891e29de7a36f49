import type * as z from "zod";
import { invalidArgument, invalidRequest } from "../s3-errors";
import { type Configuration, element, items, text } from "./schema";

const Redirect = element({
  HostName: text.optional(),
  HttpRedirectCode: text.regex(/^3\d\d$/).optional(),
  Protocol: text.optional(),
  ReplaceKeyPrefixWith: text.optional(),
  ReplaceKeyWith: text.optional(),
});

const RoutingRule = element({
  Condition: element({
    HttpErrorCodeReturnedEquals: text.regex(/^[45]\d\d$/).optional(),
    KeyPrefixEquals: text.optional(),
  }).optional(),
  Redirect,
});

export type RoutingRule = z.infer<typeof RoutingRule>;

const schema = element({
  RedirectAllRequestsTo: element({ HostName: text, Protocol: text.optional() }).optional(),
  IndexDocument: element({ Suffix: text.optional() }).optional(),
  ErrorDocument: element({ Key: text.min(1) }).optional(),
  RoutingRules: element({ RoutingRule: items(RoutingRule).refine((rules) => rules.length <= 50) }).optional(),
});

export type Website = z.infer<typeof schema>;

const checkProtocol = (protocol: string | undefined): void => {
  if (protocol === undefined || protocol === "http" || protocol === "https") return;
  throw invalidRequest(
    "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
  );
};

// fidelity: observed: localstack test_validate_website_configuration: the texts
export const WEBSITE: Configuration<Website> = {
  schema,
  check({ RedirectAllRequestsTo: all, IndexDocument: index, RoutingRules, ...website }) {
    if (all) {
      if (index || RoutingRules || website.ErrorDocument) {
        const text = "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.";
        throw invalidArgument(text, "RedirectAllRequestsTo", "not null");
      }
      return checkProtocol(all.Protocol);
    }
    if (!index) {
      const text = "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty";
      throw invalidArgument(text, "IndexDocument", "null");
    }
    if (!index.Suffix || index.Suffix.includes("/")) {
      throw invalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", index.Suffix ?? "");
    }
    for (const { Condition, Redirect: redirect } of RoutingRules?.RoutingRule ?? []) {
      if (redirect.ReplaceKeyPrefixWith !== undefined && redirect.ReplaceKeyWith !== undefined) {
        throw invalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
      }
      if (Condition && Object.keys(Condition).length === 0) {
        throw invalidRequest(
          "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
        );
      }
      checkProtocol(redirect.Protocol);
    }
  },
};
