import * as z from "zod";
import { resource, type Subject } from "../../../wire/operations/right";
import { functionNotFound, resourceNotFound } from "../errors";
import type { AliasRecord, FunctionRecord } from "../function-record";
import type { LambdaCall, LambdaParts } from "./lambda-operation";

/** What an alias leads to, as callers write it. */
export const AliasSettings = {
  Description: z.string().max(256).optional(),
  FunctionVersion: z.string().min(1).max(1_024).optional(),
  RoutingConfig: z
    .object({ AdditionalVersionWeights: z.record(z.string(), z.number().min(0).max(1)).optional() })
    .optional(),
};

/** The alias that a call names, which must be there. */
export const aliasOf = (
  { functions }: LambdaParts,
  { path: { functionName = "", name = "" } }: LambdaCall,
): Subject<{ readonly alias: AliasRecord; readonly record: FunctionRecord }> => {
  const { record } = functions.resolve(functionName);
  const arn = `${record.arn}:${name}`;
  return resource(arn, () => {
    const alias = functions.alias(record.name, name);
    // fidelity: observed: GetAlias
    if (!alias) throw resourceNotFound(`Cannot find alias arn: ${arn}`);
    return { alias, record };
  });
};

/** @throws {ServiceError} for a version that the function does not have */
export const checkVersions = ({ arn, versions }: FunctionRecord, { version, weights }: AliasRecord): void => {
  for (const each of [version, ...Object.keys(weights)]) {
    if (each !== "$LATEST" && !versions[each]) throw functionNotFound(`${arn}:${each}`);
  }
};

/** An alias as answers show it. */
export const shownAlias = ({ arn }: FunctionRecord, { name, version, weights, description }: AliasRecord) => ({
  AliasArn: `${arn}:${name}`,
  Name: name,
  FunctionVersion: version,
  Description: description ?? "",
  ...(Object.keys(weights).length > 0 ? { RoutingConfig: { AdditionalVersionWeights: weights } } : {}),
});
