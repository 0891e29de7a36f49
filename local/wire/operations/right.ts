import type { Principal } from "../../access/access";
import type { Ask, Permit } from "../../access/permit";

/** What a caller must be allowed to touch; the action is the right's own unless it says another. */
export type Asked = Omit<Ask, "action"> & { readonly action?: string };

/** What a call is about: everything that is asked, and what the operation then works with. */
export interface Subject<Target> {
  readonly asked: readonly Asked[];
  /**
   * What the operation gets, once the caller has been allowed all of it. Throws what AWS answers when it is not there:
   * who may not ask does not learn whether it is. `also` asks for more, where AWS asks only then.
   */
  readonly target: (also: (ask: Ask) => void) => Target;
}

/** What a caller of an operation must be allowed to do. Required of each: none is added without it. */
export interface Right<Services, Input, Target, Call> {
  /** The IAM action, or all of them where it depends on the input. Empty: AWS asks nothing. */
  readonly action: string | readonly string[];
  /** Finds out what the call is about; throws what AWS says before it asks. */
  readonly on: (services: Services, input: Input, call: Call) => Subject<Target>;
}

/** A subject of one resource. */
export const resource = <Target = undefined>(
  asked: string | Asked,
  target: Subject<Target>["target"] = () => undefined as Target,
): Subject<Target> => ({ asked: [typeof asked === "string" ? { resource: asked } : asked], target });

/** Of an operation that AWS lets anybody call who has signed in; the place says where that is written. */
export const NOTHING_ASKED: Right<unknown, unknown, undefined, unknown> = {
  action: [],
  on: () => ({ asked: [], target: () => undefined }),
};

export const actionsOf = ({ action }: Pick<Right<never, never, unknown, never>, "action">): readonly string[] =>
  [action].flat();

/** The target of a call whose caller has the right. @throws {ServiceError} */
export const permitted = <Services, Input, Target, Call extends { readonly principal: Principal }>(
  right: Right<Services, Input, Target, Call>,
  { services, input, call, permit }: { services: Services; input: Input; call: Call; permit: Permit },
): Target => {
  const { asked, target } = right.on(services, input, call);
  const [first = ""] = actionsOf(right);
  for (const each of asked) permit(call.principal, { action: first, ...each });
  return target((ask) => permit(call.principal, ask));
};
