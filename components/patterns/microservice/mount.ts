import { ArgsError } from "../../core/args/args-error";
import type { Routes } from "../../logic/rest-api/route";

/** One segment, which the stage is called as well. */
const MOUNT = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * Routes as the service's API has them, whose stage is called as the mount: `GET /payments/{paymentId}` is
 * `GET /{paymentId}` of the stage `payments`, so that one table of routes fits its own URL and every front.
 *
 * @throws {ArgsError} for a mount that no stage could be called, and for routes outside of it.
 */
export const mountedRoutes = (name: string, mount: string, routes: Routes): Routes => {
  if (!MOUNT.test(mount))
    throw new ArgsError(
      name,
      "mount",
      `must be one segment of letters, digits, hyphens and underscores (it is ${JSON.stringify(mount)})`,
    );
  return Object.fromEntries(
    Object.entries(routes).map(([key, route]) => {
      const [, method, first, below = "/"] = /^(\S+) \/([^/]*)(\/.*)?$/.exec(key) ?? [];
      if (first !== mount)
        throw new ArgsError(
          name,
          `routes[${JSON.stringify(key)}]`,
          `must be below the mount of the service, "GET /${mount}"`,
        );
      return [`${method} ${below}`, route];
    }),
  );
};

/** The place of a route's argument, as the program wrote it; what is no route's stays. */
export const asMounted = (mount: string, path: string): string =>
  path.replace(/^(routes\["\S+ )(\/[^"]*)/, (_, before, below) => `${before}/${mount}${below === "/" ? "" : below}`);
