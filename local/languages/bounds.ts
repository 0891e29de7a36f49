/** Characters of any text made by a template. API Gateway's payload limit (docs: Quotas for REST APIs). */
export const MAX_TEXT = 10 * 1024 * 1024;

/** Nesting of directives, parentheses and literals in a template: a guard for the parser's stack. */
export const MAX_NESTING = 150;

/** Nesting of JSON text. The limit of json-smart, the JSON library whose printing AWS shows. */
export const MAX_JSON_DEPTH = 400;
