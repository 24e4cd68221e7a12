/** Compiled to machine code: symbols may be missing, and everything may look alike. */
export const NATIVE_PLATFORMS: ReadonlySet<string> = new Set(['native', 'cocoa', 'objc', 'c', 'swift']);
export const JAVASCRIPT_PLATFORMS: ReadonlySet<string> = new Set(['javascript', 'node']);
