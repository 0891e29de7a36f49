/** What a case needs cannot be had: that is nothing which it asks for. */
export class NotRunnable extends Error {}
