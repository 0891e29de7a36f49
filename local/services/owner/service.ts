import type * as z from "zod";
import type { Cloud } from "../../cloud/cloud";
import { InvalidInput, type Output } from "../../wire/operations/operation";
import { readJson, renderJson } from "../../wire/protocols/aws-json";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { protocolOf } from "../../wire/protocols/protocol";
import { ServiceError } from "../../wire/service-error";
import type { Service } from "../service";
import { type SentMessage, sentMessages } from "./sent-messages";
import { TokenInput, userToken } from "./user-token";

/** What may be asked, and what is answered. */
export interface Questions {
  readonly Messages: { readonly input: object; readonly output: { readonly messages: readonly SentMessage[] } };
  readonly Token: { readonly input: z.output<typeof TokenInput>; readonly output: { readonly token: string } };
}

/**
 * What `tiers` asks a local cloud that runs, of which AWS has no API. Only its owner is answered: who signs with the
 * administrator's key, which lies in the folder of all data for that user alone. No role is, whatever it may do.
 */
export const createOwnerService = (cloud: Cloud): Service => {
  const answers: { readonly [Question in keyof Questions]: (input: unknown) => Output | Promise<Output> } = {
    Messages: () => ({ messages: sentMessages(cloud) }),
    Token: async (input) => ({ token: await userToken(cloud, checked(TokenInput, input)) }),
  };
  return {
    name: "owner",
    resources: [],
    async handle(request) {
      if (request.principal !== cloud.access.find(cloud.access.administrator.accessKeyId)?.principal) {
        throw new ServiceError("AccessDenied", "this is answered to the owner of the local cloud alone", 403);
      }
      const protocol = protocolOf(request);
      const answer =
        protocol.kind === "aws-json" ? new Map(Object.entries(answers)).get(protocol.operation) : undefined;
      if (!answer) throw new ServiceError("UnknownOperationException", "the local cloud is not asked that", 404);
      return renderJson(await answer(readJson(request)), "application/json", request.requestId);
    },
  };
};

const checked = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> => {
  const { data, error } = schema.safeParse(input);
  if (error) throw refuseJsonInput(new InvalidInput(error.issues, input));
  return data;
};
