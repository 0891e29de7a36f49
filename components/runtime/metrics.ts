import { MetricUnit, Metrics as Powertools } from "@aws-lambda-powertools/metrics";

/** Metrics of CloudWatch, each written to the log at once in its embedded metric format: a call costs no request. */
export interface Metrics {
  /** Something that happened, so many times. @param value @default 1 */
  count(name: string, value?: number): void;
  /** How long something took. */
  milliseconds(name: string, value: number): void;
}

/**
 * Metrics of a namespace, by the dimension `service`: the function's name, by which stacks are told apart.
 *
 * CloudWatch bills each name, of each function, as a custom metric.
 *
 * @param namespace `BoxOffice`; 1 to 255 characters, none of AWS's own (`AWS/…`).
 * @throws Error for a namespace that CloudWatch refuses.
 * @example
 * const metrics = metricsOf("BoxOffice");
 * metrics.count("TicketsBooked", 2);
 */
export const metricsOf = (namespace: string): Metrics => {
  if (!/^(?!AWS\/)[\w.\-/#: ]{1,255}$/.test(namespace))
    throw new Error(
      `Metrics need a namespace of 1 to 255 letters, digits and .-_/#: that is none of AWS's own (it is ${JSON.stringify(namespace)}).`,
    );
  const serviceName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? "function";
  const all = new Powertools({ namespace, serviceName });
  return {
    count: (name, value = 1) => void all.singleMetric().addMetric(name, MetricUnit.Count, value),
    milliseconds: (name, value) => void all.singleMetric().addMetric(name, MetricUnit.Milliseconds, value),
  };
};
