import type { Log } from "../cloud/log";
import type { Lifecycle } from "../lifecycle/lifecycle";
import { noteMoved } from "../lifecycle/moved-port";

const PORT = 4560;

/** The issuer that a stack names in its configuration, `issuer: http://127.0.0.1:4560`, to have users of the identity provider for development. */
export const ISSUER = `http://127.0.0.1:${PORT}`;

type Config = Readonly<Record<string, string>>;

interface Configured {
  readonly config: Config;
}

/** Where the identity provider is to be, and the stacks with that address in their configurations. */
export interface Placed<Stack extends Configured> {
  readonly stacks: readonly Stack[];
  /** `undefined` where no stack names it. */
  readonly port: number | undefined;
}

/**
 * Looks for the port of the identity provider if one of the stacks names it. An issuer is its address: functions, browsers and
 * tokens have to call it the same. So where its port is taken by somebody else, or where any port will do, the program is
 * given the other address from the beginning, and nothing has to be led anywhere afterwards.
 *
 * @param port Of the AWS endpoint: 0 where any will do here too.
 */
export const placeIssuer = async <Stack extends Configured>(
  stacks: readonly Stack[],
  { lifecycle, port, log }: { lifecycle: Pick<Lifecycle, "port">; port: number | undefined; log: Pick<Log, "info"> },
): Promise<Placed<Stack>> => {
  const texts = stacks.flatMap(({ config }) => Object.values(config));
  if (!texts.some((text) => text.search(NAMED) >= 0)) return { stacks, port: undefined };
  const found = await lifecycle.port(port === 0 ? 0 : PORT);
  if (port !== 0) noteMoved(log, "the identity provider", PORT, found);
  const here = `http://127.0.0.1:${found}`;
  const moved = (config: Config): Config =>
    Object.fromEntries(Object.entries(config).map(([key, text]) => [key, text.replaceAll(NAMED, here)]));
  return { stacks: stacks.map((stack) => ({ ...stack, config: moved(stack.config) })), port: found };
};

/** Not the port 45601. */
const NAMED = new RegExp(`${ISSUER.replaceAll(".", "\\.")}(?!\\d)`, "g");
