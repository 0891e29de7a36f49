// An expression, evaluated in the sandbox before a function's code: makes of the engine's globals those of CloudFront and
// answers what calls the handler. `host` is reached from here and from the modules alone, never from the function's code.
(host, isSecond, offered) => {
  const { parse, stringify } = JSON;
  // biome-ignore lint/security/noGlobalEval: the engine's own, for the modules that are loaded below
  const evaluate = globalThis.eval;
  const hidden = (target, name, value) =>
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  const restricted = (name) =>
    function refuse() {
      throw new TypeError(`${name} is not supported`);
    };

  // fidelity: docs: "JavaScript runtime features for CloudFront Functions", Restricted features: both throw an error
  hidden(globalThis, "eval", restricted("eval"));
  for (const sample of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    const prototype = Object.getPrototypeOf(sample);
    const refusing = restricted("Function constructor");
    refusing.prototype = prototype;
    hidden(prototype, "constructor", refusing);
  }
  hidden(globalThis, "Function", Object.getPrototypeOf(() => {}).constructor);

  // fidelity: observed: njs, the engine of both runtimes, has nothing of what is taken away here
  const absent = [
    [globalThis, "BigInt BigInt64Array BigUint64Array Float16Array Iterator Reflect SharedArrayBuffer escape unescape"],
    [Array.prototype, "at findLast findLastIndex flat flatMap with"],
    [Object, "fromEntries groupBy"],
    [
      String.prototype,
      "anchor at big blink bold fixed fontcolor fontsize isWellFormed italics link matchAll small strike",
    ],
    [String.prototype, "sub sup toWellFormed"],
    [Promise, "try withResolvers"],
  ];
  for (const [target, names] of absent) for (const name of names.split(" ")) delete target[name];

  // fidelity: docs: the same page: Date is the same during a run
  const RealDate = Date;
  let start = RealDate.now();
  const FixedDate = function (...args) {
    if (!new.target) return new RealDate(start).toString();
    return args.length === 0 ? new RealDate(start) : new RealDate(...args);
  };
  hidden(FixedDate, "name", "Date");
  FixedDate.prototype = RealDate.prototype;
  for (const name of ["UTC", "parse"]) hidden(FixedDate, name, RealDate[name]);
  hidden(FixedDate, "now", () => start);
  hidden(RealDate.prototype, "constructor", FixedDate);
  hidden(globalThis, "Date", FixedDate);

  const shown = (value) => {
    if (typeof value !== "object" || value === null) return String(value);
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    return stringify(value);
  };
  hidden(globalThis, "console", { log: (...values) => host.log(values.map(shown).join(" ")) });

  const modules = {};
  const load = (name) => {
    if (!modules[name]) {
      modules[name] = { exports: {} };
      evaluate(host.source(name))(modules[name], load, host, isSecond);
    }
    return modules[name].exports;
  };
  hidden(globalThis, "require", (name) => {
    if (!offered.split(" ").includes(name)) throw new Error(`Cannot find module "${name}"`);
    return load(name);
  });

  if (isSecond) {
    Object.defineProperty(globalThis, "Buffer", { get: () => load("buffer").Buffer, configurable: true });
    const encodings = () => load("encodings");
    for (const name of ["atob", "btoa"]) hidden(globalThis, name, (text) => encodings()[name](text));
    for (const name of ["TextEncoder", "TextDecoder"])
      Object.defineProperty(globalThis, name, { get: () => encodings()[name], configurable: true });
  } else {
    load("byte-strings");
    delete String.prototype.replaceAll;
  }

  return (handler, now, event) => {
    start = now;
    const outcome = {};
    const settle = (value) => {
      outcome.value = value;
      host.settle(stringify(outcome));
    };
    const fail = (error) => host.fail(shown(error));
    try {
      const value = handler(parse(event));
      if (isSecond && value instanceof Promise) value.then(settle).catch(fail);
      else settle(value);
    } catch (error) {
      fail(error);
    }
  };
};
