import { basename } from "node:path";
import { ArgsError } from "../../core/args/args-error";
import { isName, MAX_NAME_LENGTH, NAME_RULE } from "../../core/component/naming";
import { takeName, takenBy } from "../../core/component/taken-names";
import { LambdaFunction } from "../../logic/function/lambda-function";
import type { AsyncApiConsumer } from "./args";

/** A name, and where it comes from, in words. */
export interface ConsumerName {
  readonly name: string;
  readonly source: string;
}

/**
 * The name that was given, that of the function, or that of its file: `orders/store-orders.handler.ts` -> `store-orders`.
 *
 * @throws {ArgsError} for one that is none, or that another consumer has taken.
 */
export const consumerName = (api: string, consumer: AsyncApiConsumer): ConsumerName => {
  const named = chosen(consumer);
  const { name, source } = named;
  const refuse = (rule: string): never => {
    throw new ArgsError(api, "consumer.name", rule);
  };
  if (!isName(name)) refuse(`${NAME_RULE} (it is "${name}", from ${source}${tooLong(name)})`);
  const other = takenBy("consumer", name, holder(api, source));
  if (other !== undefined) refuse(`must be another one than "${name}", from ${source}: ${other} is called so already`);
  return named;
};

/** Takes the name, for the program. */
export const takeConsumerName = (api: string, { name, source }: ConsumerName): void =>
  takeName("consumer", name, holder(api, source));

const chosen = ({ name, function: consumer }: AsyncApiConsumer): ConsumerName => {
  if (name !== undefined) return { name, source: "consumer.name" };
  if (consumer instanceof LambdaFunction) {
    const { key } = consumer.invokes;
    return { name: key, source: `the function ${key}` };
  }
  const file = basename(consumer.entry).replace(/(\.handler)?\.[cm]?[jt]sx?$/, "");
  return { name: file, source: `the file ${consumer.entry}` };
};

/** A consumer, as the holder of its name. */
const holder = (api: string, source: string): string => `the consumer of AsyncApi ${api}, from ${source},`;

const tooLong = (name: string): string =>
  name.length <= MAX_NAME_LENGTH
    ? ""
    : `, ${name.length} characters long; AWS takes 64 for a role, of which its part and Pulumi need some`;
