/** Of requests a second: what is measured is the machine, not AWS's limits. */
export const UNLIMITED = { rate: 1e9, burst: 1e9 } as const;
