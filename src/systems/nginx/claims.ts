const otherLanguages = /\.(?:ya?ml|json5?|jsonc|[cm]?[jt]sx?|md|mdx|rst|adoc|txt|html?|go|py|rb|java|kt|cs|php|sh|bash|tf|hcl|toml|lua|rs|c|h|cpp|xml|css|scss|vue|svelte|pp|pl|lock|svg|snap|diff|patch|ipynb|sql|caddyfile)$/i;
const blocks = [/(?:^|[{};])[ \t]*server[ \t]*\{/m, /(?:^|[{};])[ \t]*upstream[ \t]+[\w.${}-]+[ \t]*\{/m, /(?:^|[{};])[ \t]*http[ \t]*\{/m];
const directives = /(?:^|[{};])[ \t]*(?:listen|server_name|proxy_pass|uwsgi_pass|fastcgi_pass|grpc_pass|scgi_pass|server|include|location|root)\b[^\n{]*[;{]/m;

/** Whether a text reads like nginx configuration that holds a server, an upstream or the http block. */
export const looksLikeNginx = (text: string): boolean => blocks.some((block) => block.test(text)) && directives.test(text);

export const claims = (path: string, text: string): boolean => !otherLanguages.test(path) && !/(?:^|\/)(?:Dockerfile|Makefile|Caddyfile|Jenkinsfile)/.test(path) && looksLikeNginx(text);
