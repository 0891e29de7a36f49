import type { PolicyDocument, Statement } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import { ServiceError } from "../../wire/service-error";

/** @throws {ServiceError} in the words of Secrets Manager */
export const readPolicy = (text: string): PolicyDocument => {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError("MalformedPolicyDocumentException", error.message);
  }
};

/** fidelity: docs: "BlockPublicPolicy": everybody is let in, and no condition narrows to whom */
export const isPublic = ({ Statement }: PolicyDocument): boolean =>
  Statement.some((each) => each.Effect === "Allow" && namesEverybody(each) && !narrowed(each));

const namesEverybody = ({ Principal }: Statement): boolean =>
  Principal === "*" || (Principal !== undefined && [Principal.AWS ?? []].flat().includes("*"));

/** Condition keys that fix who calls, or from where. */
const NARROWING = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
]);

const narrowed = ({ Condition = {} }: Statement): boolean =>
  Object.values(Condition).some((keys) => Object.keys(keys).some((key) => NARROWING.has(key.toLowerCase())));
