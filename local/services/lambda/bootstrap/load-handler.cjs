"use strict";
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

class RuntimeError extends Error {
  constructor(type, message) {
    super(message);
    this.name = `Runtime.${type}`;
  }
}

/** The function named by `_HANDLER`: `folder/file.export`. Messages are those of AWS's own runtime. */
const loadHandler = async (root, name) => {
  const match = /^([^.][^.]*(?:\/[^./][^.]*)*)\.(.+)$/.exec(name);
  if (!match || name.includes("..")) throw new RuntimeError("MalformedHandlerName", `Bad handler ${name}`);
  const [, file, path] = match;
  const handler = path.split(".").reduce((value, key) => value?.[key], await load(join(root, file), file));
  if (handler === undefined) throw new RuntimeError("HandlerNotFound", `${name} is undefined or not exported`);
  if (typeof handler !== "function") throw new RuntimeError("HandlerNotFound", `${name} is not a function`);
  return handler;
};

const load = async (path, file) => {
  const found = [".js", ".mjs", ".cjs"].map((extension) => path + extension).find((each) => existsSync(each));
  if (!found) throw new RuntimeError("ImportModuleError", `Error: Cannot find module '${file}'`);
  try {
    return found.endsWith(".mjs") ? await import(pathToFileURL(found).href) : require(found);
  } catch (error) {
    if (error?.code === "ERR_REQUIRE_ESM") return import(pathToFileURL(found).href);
    if (error instanceof SyntaxError) throw new RuntimeError("UserCodeSyntaxError", `SyntaxError: ${error.message}`);
    if (error?.code === "MODULE_NOT_FOUND") throw new RuntimeError("ImportModuleError", `Error: ${error.message}`);
    throw error;
  }
};

module.exports = { loadHandler };
