// @ts-check
// `nearest` of serverless-tiers over again, in plain JavaScript: command lines are read before anything is installed.

/**
 * The word that `word` was probably meant to be, if one is near: a few letters more, less or other.
 *
 * @param {string} word
 * @param {readonly string[]} words
 * @returns {string | undefined}
 */
exports.nearest = (word, words) => {
  const [first] = words
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return first !== undefined && first.edits <= 1 + word.length / 3 ? first.candidate : undefined;
};

/**
 * Letters to insert, remove or replace to make one word the other (Levenshtein).
 *
 * @param {string} a
 * @param {string} b
 */
const distance = (a, b) => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const [left = 0, above = 0, diagonal = 0] = [next[j], row[j + 1], row[j]];
      next.push(Math.min(left + 1, above + 1, diagonal + (letter === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};
