import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { SsmServices } from "../parameters";
import { Flag } from "./get-parameter";

const Input = z.object({
  Path: z.string().min(1),
  Recursive: Flag,
  WithDecryption: Flag,
  MaxResults: z.int().min(1).max(10).default(10),
  /** The last name of the page before. */
  NextToken: z.string().default(""),
});

export const getParametersByPath = operation(
  "GetParametersByPath",
  Input,
  { action: "ssm:GetParametersByPath", on: ({ parameters }: SsmServices, { Path }) => resource(parameters.arn(Path)) },
  ({ parameters }) =>
    ({ Path, Recursive, WithDecryption, MaxResults, NextToken }) => {
      if (!Path.startsWith("/")) {
        throw new ServiceError("ValidationException", "The parameter doesn't meet the parameter name requirements.");
      }
      const prefix = Path.endsWith("/") ? Path : `${Path}/`;
      const found = parameters
        .all()
        .filter(({ name }) => name.startsWith(prefix) && (Recursive || !name.slice(prefix.length).includes("/")))
        .filter(({ name }) => name > NextToken);
      const page = found.slice(0, MaxResults);
      return {
        Parameters: page.map((each) => parameters.shown(each, WithDecryption)),
        ...(found.length > page.length ? { NextToken: page.at(-1)?.name } : {}),
      };
    },
);
