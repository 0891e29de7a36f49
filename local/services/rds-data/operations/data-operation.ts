import * as z from "zod";
import { membersOf } from "../../../wire/operations/members";
import { InvalidInput } from "../../../wire/operations/operation";
import { type RestCall, type RestOperation, restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import type { DataApi } from "../data-api";

/** A call whose body is JSON. */
export interface DataCall extends RestCall {
  readonly json: unknown;
}

export type DataOperation = RestOperation<DataApi, DataCall>;

export const arn = z.string().min(11).max(100);

/** One operation of the Data API: asked on the cluster that it names; its answer is the text of a JSON body. */
export const dataOperation = <Input extends z.ZodObject<{ resourceArn: z.ZodString }>>(
  name: string,
  input: Input,
  run: (api: DataApi, input: z.output<Input>, call: DataCall) => Promise<string>,
): DataOperation => {
  const parse = ({ json }: DataCall): z.output<Input> => {
    const parsed = input.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new InvalidInput(parsed.error.issues, json);
  };
  return restOperation<DataApi, DataCall, undefined>(
    name,
    { body: membersOf(input) },
    // fidelity: docs: Service Authorization Reference, "Actions defined by Amazon RDS Data API"
    { action: `rds-data:${name}`, on: (_, call) => resource(parse(call).resourceArn) },
    (api) => async (call) => ({
      status: 200,
      headers: { "content-type": "application/json" },
      body: await run(api, parse(call), call),
    }),
  );
};
