// An expression: the module `cloudfront` of runtime 2.0.
(module, _load, host) => {
  // fidelity: docs: "Helper methods for key value stores"
  const kvs = (id) => {
    const meta = host.store(id);
    if (meta === undefined) throw new Error("KvsError: no key value store is associated with this function");
    const store = JSON.parse(meta);
    const lookUp = (key) => host.value(String(key));
    return {
      get: async (key, options = {}) => {
        const found = lookUp(key);
        if (found === undefined) throw new Error(`KeyNotFound: the key "${key}" does not exist`);
        const { text } = JSON.parse(found);
        if (options.format === "json") return JSON.parse(text);
        if (options.format === "bytes") return Buffer.from(text);
        return text;
      },
      exists: async (key) => lookUp(key) !== undefined,
      count: async () => store.keyCount,
      meta: async () => store,
    };
  };

  // fidelity: docs: "Helper methods for origin modification": of viewer-request functions alone
  const change = (kind, value) => {
    if (typeof value !== (kind === "select" ? "string" : "object") || value === null)
      throw new TypeError(`an origin is not chosen by ${value}`);
    const refusal = host.origin(JSON.stringify({ kind, value }));
    if (refusal) throw new Error(refusal);
  };
  module.exports = {
    kvs,
    updateRequestOrigin: (origin) => change("update", origin),
    selectRequestOriginById: (id) => change("select", id),
    createRequestOriginGroup: (group) => {
      if (!Array.isArray(group?.originIds) || group.originIds.length !== 2)
        throw new TypeError("createRequestOriginGroup takes originIds of two origins");
      if (!Array.isArray(group.failoverCriteria?.statusCodes))
        throw new TypeError("createRequestOriginGroup takes failoverCriteria with statusCodes");
      change("group", group);
    },
  };
};
