/** The text of src/tokens/tokens.styles.ts. */
export function build(): string;
