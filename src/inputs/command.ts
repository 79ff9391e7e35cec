/** A command as a program and its arguments, or what is wrong with it. */
interface Split {
  args: readonly string[];
  wrong?: string;
}

/**
 * Splits a command at white space, as it is documented: single and double quotes hold together what is between them, and a
 * backslash takes the next character as it is, but not within single quotes. Nothing else means anything, and nothing is
 * replaced: no variable, no pattern, no home.
 */
export function splitCommand(text: string): Split {
  const args: string[] = [];
  // Undefined between two words: quotes with nothing in between are an empty one.
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\0') return { args: [], wrong: 'holds a character of zero' };
    if (character === '\\' && quote !== "'") {
      at += 1;
      if (at === text.length) return { args: [], wrong: 'ends with a backslash' };
      word = `${word ?? ''}${text.charAt(at)}`;
    } else if (character === quote) {
      quote = '';
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (quote === '' && /\s/.test(character)) {
      if (word !== undefined) args.push(word);
      word = undefined;
    } else {
      word = `${word ?? ''}${character}`;
    }
  }
  if (quote !== '') return { args: [], wrong: `has a ${quote} that is not closed` };
  if (word !== undefined) args.push(word);
  return args[0] ? { args } : { args: [], wrong: 'names no program' };
}
