/** The name in `http://127.0.0.1:4566/000000000000/orders`, or in its path alone; whatever the port. */
export const queueNameOf = (url: string): string | undefined => /(?:^|\/)\d{12}\/([^/?]+)\/?$/.exec(url)?.[1];
