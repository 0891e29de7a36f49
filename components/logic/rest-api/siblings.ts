import { ArgsError } from "../../core/args/args-error";
import { PARAMETER, type ParsedKey, type RouteKey } from "./route-key";

/**
 * API Gateway refuses two parameters in one place: `/orders/{id}` beside `/orders/{orderId}/items` or `/orders/{rest+}`.
 *
 * @throws {ArgsError} for two that compete for one segment.
 */
export const checkSiblings = (component: string, routes: readonly ParsedKey[]): void => {
  const seen = new Map<string, { name: string; key: RouteKey }>();
  for (const { key, path } of routes) {
    const segments = path.split("/");
    for (const [index, segment] of segments.entries()) {
      if (!PARAMETER.test(segment)) continue;
      const place = segments.slice(0, index).join("/");
      const other = seen.get(place) ?? { name: segment, key };
      if (other.name !== segment)
        throw new ArgsError(
          component,
          `routes[${JSON.stringify(key)}]`,
          `must call ${segment} the same as ${JSON.stringify(other.key)} does (${other.name})`,
        );
      seen.set(place, other);
    }
  }
};
