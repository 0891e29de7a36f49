// @ts-check
// Not taken apart here: TypeScript would take that for an import.
const util = require("node:util");
const spelling = require("./nearest.cjs");

/**
 * An option of a command; without `value` a switch.
 *
 * @typedef {object} Option
 * @property {string} about What it is, in a few words.
 * @property {string} [value] What its value is, `<port>` in the usage.
 * @property {string} [default] As the usage says it.
 * @property {true} [many] May be said several times; none is an empty list.
 * @property {true} [needed] Without it the command does nothing.
 * @property {Rule} [rule]
 */

/**
 * Says what a value must be, when it is not.
 *
 * @typedef {(text: string) => string | undefined} Rule
 */

/**
 * What stands on the command line without dashes.
 *
 * @typedef {object} Words
 * @property {string} name
 * @property {string} about
 * @property {number} min
 * @property {number} max
 * @property {readonly string[]} [among] All that there are.
 * @property {Rule} [rule]
 */

/**
 * @template {Record<string, Option>} O
 * @typedef {object} Command
 * @property {string} shown How it is called: `npm start`, `npm run plan`, `npx tiers plan`.
 * @property {string} about
 * @property {string | readonly string[]} runs A file, or command lines of installed tools.
 * @property {Words} [words]
 * @property {O} options
 */

/**
 * @template {Record<string, Option>} O
 * @typedef {{ readonly [K in keyof O]: O[K] extends { many: true } ? readonly string[] : O[K] extends { value: string } ? string | undefined : boolean }} Values
 */

/** A command line that is not understood; the message ends with the usage. */
class UsageError extends Error {
  /** @override */
  name = "UsageError";
}

/** @param {Command<Record<string, Option>>} command */
const usage = ({ shown, about, words, options }) => {
  const rows = [
    ...(words ? [[`<${words.name}>`, words.among ? `${words.about}: ${words.among.join(", ")}` : words.about]] : []),
    ...Object.entries(options).map(([name, option]) => [
      flag(name, option),
      option.default === undefined ? option.about : `${option.about} (${option.default})`,
    ]),
    ["-h, --help", "this text"],
  ];
  const width = Math.max(...rows.map(([term = ""]) => term.length));
  const line = [
    ...(words ? [words.min > 0 ? `<${words.name}>` : `[<${words.name}>${words.max > 1 ? " …" : ""}]`] : []),
    ...Object.entries(options).map(([name, option]) =>
      option.needed ? flag(name, option) : `[${flag(name, option)}]`,
    ),
  ];
  return [
    [shown, ...(line.length > 0 && shown.startsWith("npm ") ? ["--"] : []), ...line].join(" "),
    `\n${about}\n`,
    ...rows.map(([term = "", text]) => `  ${term.padEnd(width)}  ${text}`),
  ].join("\n");
};

/** @param {string} name @param {Option} option */
const flag = (name, { value }) => (value === undefined ? `--${name}` : `--${name} <${value}>`);

/**
 * Reads what follows a command.
 *
 * @template {Record<string, Option>} O
 * @param {Command<O>} command
 * @param {readonly string[]} args
 * @returns {{ readonly help: boolean, readonly words: readonly string[], readonly values: Values<O> }}
 * @throws {UsageError} for a word or an option that the command does not know, and for a value that it does not take
 */
const read = (command, args) => {
  /** @param {string} message */
  const refuse = (message) => {
    throw new UsageError(`${message}\n\n${usage(command)}`);
  };
  const { options } = command;
  // npm keeps options that stand before a `--` for itself, and the command would run without them.
  const kept = Object.keys(options).find((name) => `npm_config_${name}` in process.env);
  const script = command.shown.startsWith("npm ") ? `${command.shown} ` : "";
  if (kept) return refuse(`npm took --${kept} for itself: write ${script}-- --${kept}`);
  const known = Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" }]),
  );
  const { tokens } = util.parseArgs({
    args: [...args],
    options: /** @type {import("node:util").ParseArgsConfig["options"]} */ ({
      ...known,
      help: { type: "boolean", short: "h" },
    }),
    strict: false,
    tokens: true,
  });
  if (tokens.some((token) => token.kind === "option" && token.name === "help"))
    return { help: true, words: [], values: /** @type {Values<O>} */ ({}) };
  /** @type {Record<string, string | boolean | readonly string[] | undefined>} */
  const values = Object.fromEntries(
    Object.entries(options).map(([name, { value, many }]) => [
      name,
      many ? [] : value === undefined ? false : undefined,
    ]),
  );
  const words = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    // As it was written: `-port` comes as four options of one letter.
    const written = (args[token.index] ?? "").replace(/=.*/s, "");
    if (option === undefined) return refuse(`unknown option ${written}${meant(written, options)}`);
    const problem = problemOf(`--${token.name}`, option, token);
    if (problem) return refuse(problem);
    const before = values[token.name];
    values[token.name] = Array.isArray(before) ? [...before, token.value ?? ""] : (token.value ?? true);
  }
  const lacking = Object.entries(options).find(([name, { needed }]) => needed && values[name] === undefined);
  const problem = problemOfWords(command, words) ?? (lacking && `${flag(...lacking)} is missing`);
  if (problem) return refuse(problem);
  return { help: false, words, values: /** @type {Values<O>} */ (values) };
};

/**
 * @param {string} name
 * @param {Option} option
 * @param {{ readonly value: string | undefined, readonly inlineValue: boolean | undefined }} token
 */
const problemOf = (name, { value: what, rule }, { value, inlineValue }) => {
  if (what === undefined) return value === undefined ? undefined : `${name} takes no value (it is ${value})`;
  const missing = !value || (!inlineValue && value.startsWith("--"));
  if (missing) return `${name} needs a ${what}`;
  const must = rule?.(value);
  return must && `${name} ${must} (it is ${value})`;
};

/**
 * @param {Pick<Command<Record<string, Option>>, "words" | "options" | "shown">} command
 * @param {readonly string[]} given
 */
const problemOfWords = ({ words, options, shown }, given) => {
  const [first, ...more] = given;
  if (words === undefined)
    return first && `unknown word ${first}${meant(first, options) || ` (${shown} takes no words)`}`;
  if (given.length < words.min) return `which ${words.name}?`;
  if (given.length > words.max) return `one ${words.name} at a time (${[first, ...more].join(", ")})`;
  for (const word of given) {
    const must = words.rule?.(word);
    if (must) return `<${words.name}> ${must} (it is ${word})`;
    if (!words.among || words.among.includes(word)) continue;
    const near = spelling.nearest(word, words.among);
    return `there is no ${words.name} ${word}${near ? `: did you mean ${near}?` : ""}`;
  }
  return undefined;
};

/**
 * The option that was probably meant: one that begins so, or the nearest.
 *
 * @param {string} written
 * @param {Record<string, Option>} options
 */
const meant = (written, options) => {
  const word = written.replace(/^-+/, "").replace(/=.*/s, "");
  const names = [...Object.keys(options), "help"];
  const near = names.find((name) => word !== "" && name.startsWith(word)) ?? spelling.nearest(word, names);
  return near ? `: did you mean --${near}?` : "";
};

/**
 * Reads what follows a command for the process that runs it. Prints the usage and ends the process where that is
 * asked for (exit code 0), or where the command line is not understood (2).
 *
 * @template {Record<string, Option>} O
 * @param {Command<O>} command
 * @param {readonly string[]} args
 */
const take = (command, args) => {
  try {
    const line = read(command, args);
    if (!line.help) return line;
    process.stdout.write(`${usage(command)}\n`);
    return process.exit(0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return process.exit(2);
  }
};

module.exports = { read, take, usage, UsageError };
