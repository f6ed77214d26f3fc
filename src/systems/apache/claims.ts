const names = /(?:\.conf|\.vhost|\.template|\.tmpl|\.tpl|\.j2|\.erb|\.dist|\.example|\.sample|httpd[^/]*|apache2?[^/.]*|sites-(?:available|enabled)\/[^/]+)$/i;
const others = /\.(?:ya?ml|json|py|js|ts|go|rb|php|sh|md|toml|service|xml|java|lock|tf)$/i;
const signs = [
  /^[ \t]*<VirtualHost\b/im,
  /^[ \t]*ProxyPass(?:Match)?[ \t]+\S+/im,
  /^[ \t]*WSGIScriptAlias[ \t]/im,
  /^[ \t]*(?:LoadModule[ \t]+\w+_module|ServerRoot[ \t]+["/])/im,
];

/** By words that only Apache's files hold. */
export const claims = (path: string, text: string): boolean => names.test(path) && !others.test(path) && signs.some((sign) => sign.test(text));
