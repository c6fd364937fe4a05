/**
 * Tells what is wrong with a version of Node, in words an old one can parse.
 *
 * @param {string} version as in `process.versions.node`
 * @returns {string | null} a sentence, or null when it will do
 */
export function nodeProblem(version) {
  const [major, minor] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return `Commonplace needs Node.js 20.19 or newer; this is ${version}. Newer ones are at https://nodejs.org.`;
}
