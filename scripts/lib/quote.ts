/** One word for a POSIX shell: the remote shell parses again what ssh joins with blanks. */
export const quote = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
