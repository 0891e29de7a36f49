/**
 * Whether what goes to `stream` may have colours: on a terminal that knows them, unless somebody said otherwise.
 * https://no-color.org: `NO_COLOR`, present and not empty. `FORCE_COLOR` asks for them where there is no terminal.
 */
export const hasColours = (stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean => {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return stream.isTTY === true && env.TERM !== "dumb";
};
