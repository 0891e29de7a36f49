// The bare SDK at work: registers the resources of a file, under the SDK's own mocks. No component, no bundle, no document.
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Registration } from "../../local/engine/program/registration";

type ResourceClass = new (name: string, args: object) => pulumi.CustomResource;

/** `aws:sqs/queue:Queue` -> the class of that name in `@pulumi/aws/sqs/queue`. */
const classOf = (type: string): ResourceClass => {
  const [, path = "", name = ""] = type.split(":");
  return require(`@pulumi/aws/${path}`)[name];
};

const main = async (): Promise<void> => {
  const registrations: Registration[] = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
  await pulumi.runtime.setMocks({
    call: ({ inputs }) => inputs,
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
  });
  for (const { type, name, custom, inputs } of registrations) {
    if (custom && type.startsWith("aws:")) new (classOf(type))(name, inputs);
    else new pulumi.ComponentResource(type, name);
  }
  await pulumi.runtime.disconnect();
};

void main();
