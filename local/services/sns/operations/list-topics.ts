import * as z from "zod";
import { operation } from "../../../wire/operation";
import { requireSns, type SnsServices } from "../sns-services";

const Input = z.object({ NextToken: z.string().optional() });

/** fidelity: docs: ListTopics: at most 100 topics in an answer */
const PAGE = 100;

export const listTopics = operation("ListTopics", Input, (services: SnsServices) => ({ NextToken }, call) => {
  const { topics } = services;
  requireSns(services, call, "sns:ListTopics", topics.arn("*"));
  const after = NextToken === undefined ? "" : Buffer.from(NextToken, "base64").toString("utf8");
  const rest = [...topics.topics.entries()]
    .map(([arn]) => arn)
    .filter((arn) => arn > after)
    .sort();
  const shown = rest.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    Topics: shown.map((TopicArn) => ({ TopicArn })),
    ...(last !== undefined && rest.length > PAGE ? { NextToken: Buffer.from(last, "utf8").toString("base64") } : {}),
  };
});
