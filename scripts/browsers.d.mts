export const chromiumArguments: readonly string[];
export function chromiumPath(): Promise<string>;
export function firefoxPath(): string | undefined;
export function webkitDriverPath(): string | undefined;
export function miniBrowserPath(): string | undefined;
