export type Colour = 'red' | 'yellow' | 'cyan' | 'green' | 'bold' | 'dim';
export type Paint = (colour: Colour, text: string) => string;

const codes: Readonly<Record<Colour, readonly [number, number]>> = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] };

export const painter = (colour: boolean): Paint => (colour ? paint : (_, text) => text);

function paint(colour: Colour, text: string): string {
  const [on, off] = codes[colour];
  return text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;
}

/** Columns, without the codes of colours. */
export const shownLength = (text: string): number => text.replace(/\u001b\[\d+m/g, '').length;
