/** What the person who typed `npm start` reads. */
export interface Terminal {
  /** One step of starting or stopping, with the seconds since the start. */
  say(sentence: string): void;
  /** The lines they came for. */
  announce(lines: [label: string, value: string][]): void;
}

export function createTerminal(output: NodeJS.WritableStream & { isTTY?: boolean }): Terminal {
  const started = performance.now();
  const dim = (text: string) => (output.isTTY ? `\x1b[2m${text}\x1b[0m` : text);
  const bold = (text: string) => (output.isTTY ? `\x1b[1m${text}\x1b[0m` : text);
  return {
    say(sentence) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
      output.write(`${dim(`${seconds} s`)}  ${sentence}\n`);
    },
    announce(lines) {
      const width = Math.max(...lines.map(([label]) => label.length));
      output.write(`\n${lines.map(([label, value]) => `  ${label.padEnd(width)}  ${bold(value)}`).join('\n')}\n\n`);
    },
  };
}
