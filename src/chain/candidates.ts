/** Kinds of files that never describe a layer; everything else is looked at. */
const never = /\.(?:md|mdx|rst|adoc|txt|html?|css|scss|sass|less|svg|csv|tsv|map|lock|sum|snap|po|pot|mo|ipynb|sql|proto|graphql|tex|log|patch|diff|geojson|xsd|xsl|woff2?|ttf|eot|png|jpe?g|gif|ico|webp|pdf|zip|gz|tgz|jar|pem|crt|key|d\.ts|min\.js|bundle\.js)$/i;
const generated = /(?:^|\/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|CHANGELOG[^/]*|LICENSE[^/]*|__snapshots__\/.*)$/;

export const mayHoldLayers = (path: string): boolean => !never.test(path) && !generated.test(path);
