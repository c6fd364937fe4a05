import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/**
 * Reads a secret, or makes it: 48 hexadecimal digits (192 bits), readable by this account only.
 *
 * The file appears whole or not at all, and of two starts at once both read the same.
 *
 * @param {string} file
 * @returns {string}
 */
export function secretIn(file) {
  const known = readSecret(file);
  if (known) return known;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (/** @type {any} */ (error).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readSecret(file);
  if (!made) throw new Error(`${file} is empty`);
  return made;
}

/**
 * Reads a secret that may be absent.
 *
 * @param {string} file
 * @returns {string | null}
 */
export function readSecret(file) {
  try {
    return readFileSync(file, "utf8").trim() || null;
  } catch (error) {
    if (/** @type {any} */ (error).code === "ENOENT") return null;
    throw error;
  }
}
