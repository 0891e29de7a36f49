import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { GrantTokens, KeyId, onKey } from "./kms-operation";
import { metadata } from "./metadata";

export const describeKey = operation(
  "DescribeKey",
  z.object({ KeyId, GrantTokens }),
  onKey("kms:DescribeKey"),
  ({ cloud }) =>
    (_, key) => ({ KeyMetadata: metadata(key, cloud) }),
);
