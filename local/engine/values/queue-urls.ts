// URLs of queues name the port of the AWS endpoint, because clients send requests to them; the port may be another one
// at the next start. They stand in ids, in outputs, and in whatever a program makes of those.

/** `http://127.0.0.1:4566` before the path of a queue, `/000000000000/orders`. */
const BASE = /http:\/\/127\.0\.0\.1:\d+(?=\/\d{12}\/[\w-])/g;

/** A JSON value with all URLs of queues at another endpoint, `http://127.0.0.1:4567`. */
export const atEndpoint = <T>(endpoint: string, value: T): T => {
  const text = JSON.stringify(value);
  // The same shape: only parts of texts are other ones.
  return text?.includes("http://127.0.0.1:") ? (JSON.parse(text.replace(BASE, endpoint)) as T) : value;
};

/** For comparisons: a queue is the same one at any port. */
export const withoutPort = <T>(value: T): T => atEndpoint("http://127.0.0.1", value);
