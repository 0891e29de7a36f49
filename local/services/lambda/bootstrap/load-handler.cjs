"use strict";
const { existsSync } = require("node:fs");
const { basename, join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { onAws } = require("./error-object.cjs");

/** Named by its class, not by each error: the log would say it a second time. */
const runtimeError = (name) => {
  class RuntimeError extends Error {}
  RuntimeError.prototype.name = `Runtime.${name}`;
  return RuntimeError;
};

const MalformedHandlerName = runtimeError("MalformedHandlerName");
const HandlerNotFound = runtimeError("HandlerNotFound");
const ImportModuleError = runtimeError("ImportModuleError");
const UserCodeSyntaxError = runtimeError("UserCodeSyntaxError");

/**
 * The function named by `_HANDLER`: `folder/file.export`.
 * fidelity: observed: errors and their texts are those of AWS's nodejs runtime interface client
 */
const loadHandler = async (root, name) => {
  if (name.includes("..")) {
    throw new MalformedHandlerName(
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const last = basename(name);
  const [, file, path] = /^([^.]*)\.(.*)$/.exec(last) ?? [];
  if (file === undefined) throw new MalformedHandlerName("Bad handler");
  const module = await load(join(root, name.slice(0, name.indexOf(last)), file), file);
  const handler = path.split(".").reduce((value, key) => value?.[key], module);
  if (!handler) throw new HandlerNotFound(`${name} is undefined or not exported`);
  if (typeof handler !== "function") throw new HandlerNotFound(`${name} is not a function`);
  return handler;
};

const load = async (path, file) => {
  try {
    const found = [".js", ".mjs", ".cjs"].map((extension) => path + extension).find((each) => existsSync(each));
    // Fails, and says so as Node does.
    if (!found) return require(require.resolve(file, { paths: [process.env.LAMBDA_TASK_ROOT] }));
    return found.endsWith(".mjs") ? await import(pathToFileURL(found).href) : await requireOrImport(found);
  } catch (error) {
    if (error instanceof SyntaxError) throw caused(error, new UserCodeSyntaxError(error));
    if (error?.code === "MODULE_NOT_FOUND") throw caused(error, new ImportModuleError(onAws(String(error))));
    throw error;
  }
};

/** Of a module's own error AWS reports the text alone. The log here has its place too. */
const caused = (error, reported) =>
  Object.defineProperty(reported, "logged", { value: `${reported.name}: ${error.stack}` });

const requireOrImport = async (path) => {
  try {
    return require(path);
  } catch (error) {
    if (error?.code === "ERR_REQUIRE_ESM") return import(pathToFileURL(path).href);
    throw error;
  }
};

module.exports = { loadHandler };
