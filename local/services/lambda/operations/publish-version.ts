import * as z from "zod";
import { deploy } from "../deploy";
import { invalidParameter } from "../errors";
import type { FunctionRecord, FunctionVersion } from "../function-record";
import { publish } from "../publish";
import { configuration } from "./configuration";
import { answer, bodyOperation, functionOf } from "./lambda-operation";

const Input = z.object({ CodeSha256: z.string().optional(), Description: z.string().max(256).optional() });

/** The version that was published last. */
export const newestVersion = ({ versions, latest }: FunctionRecord): FunctionVersion =>
  versions[String(Math.max(...Object.keys(versions).map(Number)))] ?? latest;

export const publishVersion = bodyOperation(
  "PublishVersion",
  Input,
  { action: "lambda:PublishVersion", on: functionOf },
  (services) =>
    async ({ input: { CodeSha256, Description } }, { record }) => {
      const { codeSha256 } = record.latest;
      // fidelity: observed: PublishVersion
      if (CodeSha256 && CodeSha256 !== codeSha256) {
        throw invalidParameter(
          `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
        );
      }
      const latest = Description === undefined ? record.latest : { ...record.latest, description: Description };
      const published = publish({ ...record, latest }, services.functions.aliasesOf(record.name));
      const made = { ...published, latest: record.latest };
      await deploy(services, made);
      return answer(201, configuration(made, newestVersion(made)));
    },
);
