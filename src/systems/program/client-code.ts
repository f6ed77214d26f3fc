const test = /(^|[\\/])(__tests__|__mocks__|tests?|spec|specs|e2e|cypress|mocks?|fixtures?|stories|node_modules|vendor|dist|build|third_party)[\\/]/i;
const named = /(\.(test|spec|e2e|cy|stories|story|config|mock|min|bundle)\.[cm]?[jt]sx?|\.d\.[cm]?ts|_test\.go|\.pb\.go|Tests?\.cs|\.g\.cs|\.Designer\.cs)$/;
const longest = 400_000;

/** Code that a workload may run, as far as its name tells: no test, no configuration of a tool, no bundle. */
export function isClientCode(path: string, text: string, extensions: RegExp): boolean {
  return extensions.test(path) && text.length <= longest && !test.test(path) && !named.test(path);
}

export const javascript = /\.([cm]?[jt]s|[jt]sx|vue|svelte)$/;
export const go = /\.go$/;
export const csharp = /\.cs$/;
