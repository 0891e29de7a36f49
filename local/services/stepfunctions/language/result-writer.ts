import { childId, type Ended } from "./child";
import { isObject, type Json, type JsonObject, type State } from "./definition";
import { argumentsOf, type Scope } from "./evaluation";
import type { Run } from "./run";
import { StatesError } from "./states-error";

interface MapRun {
  readonly mapRunArn: string;
  readonly ended: readonly Ended[];
}

/** What a distributed Map gives: the outputs of its children, or where they have been written. */
// fidelity: docs: Step Functions developer guide, "ResultWriter (Map)"; observed: localstack's tests on AWS
export const writeResults = async (state: State, scope: Scope, mapRun: MapRun, run: Run): Promise<Json> => {
  const { ResultWriter: writer } = state;
  const outputs = mapRun.ended.flatMap(({ output }) => (output === undefined ? [] : [output]));
  if (writer?.Resource === undefined) return outputs;
  const place = await argumentsOf(writer, scope);
  const { Bucket, Prefix = "" } = isObject(place) ? place : {};
  if (typeof Bucket !== "string") {
    throw new StatesError("States.ResultWriterFailed", "The Parameters of the ResultWriter name no Bucket");
  }
  const id = mapRun.mapRunArn.split(":").pop() ?? "";
  const folder = [String(Prefix).replace(/\/$/, ""), id].filter((part) => part !== "").join("/");
  const files: Record<string, JsonObject[]> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  for (const [kind, results] of Object.entries(resultsOf(mapRun))) {
    if (results.length === 0) continue;
    const body = JSON.stringify(results);
    const Key = `${folder}/${kind}_0.json`;
    await run.objects.write(Bucket, Key, body);
    files[kind]?.push({ Key, Size: Buffer.byteLength(body) });
  }
  const Key = `${folder}/manifest.json`;
  await run.objects.write(
    Bucket,
    Key,
    JSON.stringify({ DestinationBucket: Bucket, MapRunArn: mapRun.mapRunArn, ResultFiles: files }),
  );
  return { MapRunArn: mapRun.mapRunArn, ResultWriterDetails: { Bucket, Key } };
};

const resultsOf = ({ mapRunArn, ended }: MapRun): Record<"FAILED" | "SUCCEEDED", JsonObject[]> => {
  const told = ended.map(({ input, output, error }, index) => {
    const Name = childId(mapRunArn, index);
    const ExecutionArn = `${mapRunArn.replace(":mapRun:", ":execution:").replace(/:[^:]+$/, "")}:${Name}`;
    const known = { ExecutionArn, Name, Input: JSON.stringify(input), InputDetails: { Included: true } };
    return error === undefined
      ? { ...known, Output: JSON.stringify(output), OutputDetails: { Included: true }, Status: "SUCCEEDED" }
      : { ...known, Error: error.error, Cause: error.reason, Status: "FAILED" };
  });
  return {
    FAILED: told.filter(({ Status }) => Status === "FAILED"),
    SUCCEEDED: told.filter(({ Status }) => Status === "SUCCEEDED"),
  };
};
