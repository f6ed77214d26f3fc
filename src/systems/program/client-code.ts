const test = /(^|[\\/])(__tests__|__mocks__|([\w.-]+[-_])?tests?|spec|specs|e2e|cypress|mocks?|fixtures?|stories|node_modules|vendor|dist|build|third_party)[\\/]/i;
const named = /(\.(test|spec|e2e|cy|stories|story|config|mock|min|bundle)\.[cm]?[jt]sx?|\.d\.[cm]?ts|_test\.go|\.pb\.go|(^|[\\/])health[-_]?check\.[cm]?[jt]s|Tests?\.(?:cs|java|php)|(?:^|[\\/])Test[A-Z]\w*\.java|IT\.java|_(?:spec|test)\.rb|\.g\.cs|\.Designer\.cs)$/;
const generated = /^\/\/ Code generated .{1,200} DO NOT EDIT\.$/m;
const longest = 400_000;

/** Code that a workload may run, as far as its name tells: no test, no configuration of a tool, no bundle, no health check (its own limit ends it). */
export function isClientCode(path: string, text: string, extensions: RegExp): boolean {
  return extensions.test(path) && text.length <= longest && !test.test(path) && !named.test(path) && !generated.test(text.slice(0, 2000));
}

export const javascript = /\.([cm]?[jt]s|[jt]sx|vue|svelte)$/;
export const go = /\.go$/;
export const csharp = /\.cs$/;
export const java = /\.java$/;
export const ruby = /\.rb$/;
export const php = /\.php$/;
