import { ArgsError } from "../../core/args/args-error";
import { object, oneOf, text } from "../../core/args/args-shape";

/** A redirect or a rewrite, in the words of Amplify. */
export interface AmplifyRule {
  /** A path, `"/shows/<id>"`, with `<*>` at its end for all that follows; or an expression, `"</^[^.]+$/>"`; or a host, `"https://www.example.com"`. */
  readonly source: string;
  /** A path of the site; of a redirect also a URL. */
  readonly target: string;
  /**
   * `"301"`, `"302"`: a redirect, for good or for now. `"200"`: the target answers in place of the source, also of files
   * that are there. `"404-200"`: where nothing is there the target answers. `"404"`: it does, with that status.
   *
   * @default "302"
   */
  readonly status?: "200" | "301" | "302" | "404" | "404-200";
  /** For viewers of this country alone, `"US"`. @default everywhere */
  readonly country?: string;
}

export const amplifyRuleShape = object<AmplifyRule>({
  source: text('a path, "/old", an expression, or a host'),
  target: text('a path, "/new", or a URL'),
  status: oneOf("200", "301", "302", "404", "404-200").optional(),
  country: text('a country, "US"').optional(),
});

/** In the words of the provider. */
export interface PlannedRule {
  readonly source: string;
  readonly target: string;
  readonly status: string;
  readonly condition?: string;
}

/**
 * Paths whose last segment has no dot. Amplify's own rule for apps answers also for missing files of kinds that it does
 * not list, and browsers keep that page as the script or image. What is below `/.well-known/` has no extensions.
 */
const APP_PAGES = { source: "</^(?!\\/\\.well-known\\/)(.*\\/)?[^.\\/]*$/>", target: "/index.html", status: "200" };

const NO_PAGE = { source: "/<*>", target: "/404.html", status: "404" };

/** @throws {ArgsError} for rules that lead nowhere, that are never asked, and that stand between a page and an API. */
export const planRules = (name: string, given: readonly AmplifyRule[], pages: "app" | "files"): PlannedRule[] => {
  const rules = given.map(({ source, target, status = "302", country }, index) => {
    const at = `rules[${index}]`;
    checkSource(name, `${at}.source`, source);
    checkTarget(name, `${at}.target`, { source, target, status });
    if (country !== undefined && !/^[A-Z]{2}$/.test(country))
      throw new ArgsError(name, `${at}.country`, `must be two capitals, "US" (it is ${JSON.stringify(country)})`);
    return { source, target, status, ...(country !== undefined && { condition: `<${country}>` }) };
  });
  const all = [...rules, pages === "app" ? APP_PAGES : NO_PAGE];
  const last = all.findIndex(
    (rule) => rule.source === "/<*>" && !rule.status.startsWith("404") && !("condition" in rule),
  );
  if (last !== -1 && last < all.length - 1)
    throw new ArgsError(
      name,
      `rules[${last}].source`,
      'must not be "/<*>" with this status: no rule after it, and no page, would ever be asked for',
    );
  return all;
};

const checkSource = (name: string, at: string, source: string): void => {
  const expression = /^<\/(.*)\/>$/s.exec(source)?.[1];
  if (expression !== undefined) {
    try {
      new RegExp(expression);
    } catch (error) {
      throw new ArgsError(name, at, `must hold an expression: ${error instanceof Error ? error.message : error}`);
    }
  } else if (!/^(https:\/\/[^/\s]+|\/\S*)/.test(source) || /\s/.test(source))
    throw new ArgsError(name, at, `must be a path, "/old", an expression, "</^.+$/>", or a host (it is "${source}")`);
  else if (/<\*>./.test(source)) throw new ArgsError(name, at, `must have <*> at its end alone (it is "${source}")`);
};

const checkTarget = (name: string, at: string, { source, target, status }: PlannedRule): void => {
  const redirects = status === "301" || status === "302";
  if (!/^(\/(?!\/)|https:\/\/)\S*$/.test(target))
    throw new ArgsError(name, at, `must be a path, "/new", or a URL with https (it is "${target}")`);
  if (!redirects && !target.startsWith("/"))
    throw new ArgsError(
      name,
      at,
      `must be a path of the site: Amplify is no proxy for an API, whose 404 would become a page; hand its URL to the page, with config, and let the API allow the page's origin, with cors (it is "${target}")`,
    );
  const unknown = [...target.matchAll(/<([^>]*)>/g)].find(([placeholder]) => !source.includes(placeholder));
  if (unknown) throw new ArgsError(name, at, `must name placeholders of its source (${unknown[0]} is none)`);
  if (redirects && target === source) throw new ArgsError(name, at, "must be another place: it would lead to itself");
};
