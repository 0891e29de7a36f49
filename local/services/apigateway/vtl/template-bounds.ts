/** Nodes evaluated and, by 64 characters each, text produced in one rendering. A guard of ours, far above what fits in 29 s on AWS. */
export const MAX_STEPS = 1_000_000;

/** Characters of a template: 300 KB (docs: Quotas for REST APIs, "Method or integration response/request mapping template size"). */
export const MAX_TEMPLATE = 300 * 1024;

/**
 * Turns of one `#foreach`; the loop ends silently after them, as `directive.foreach.maxloops` of Velocity does.
 * fidelity: docs: Quotas for REST APIs, "Number of iterations in a #foreach ... #end loop"
 */
export const MAX_LOOPS = 1000;

/** Elements of a range `[a..b]`. Velocity fills it before looping; more than this would only exhaust memory. */
export const MAX_RANGE = 100_000;
