/** Splits `registry:5000/org/app:1.2@sha256:…`. `latest` counts as no tag. */
export function parseImage(text: string): { readonly name: string; readonly tag: string | undefined } {
  const withoutDigest = text.trim().split('@', 1)[0] ?? '';
  const colon = withoutDigest.indexOf(':', withoutDigest.lastIndexOf('/') + 1);
  if (colon < 0) return { name: withoutDigest, tag: undefined };
  const tag = withoutDigest.slice(colon + 1);
  return { name: withoutDigest.slice(0, colon), tag: tag === '' || tag === 'latest' ? undefined : tag };
}

/** `ghcr.io/org/app` → `app`. */
export const lastSegment = (image: string): string => image.slice(image.lastIndexOf('/') + 1);
