/** Builds the site anew. @param out Where to. @default dist beside it */
export declare const buildSite: (out?: string) => Promise<void>;
