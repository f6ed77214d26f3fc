import type { SystemFacts } from '../facts.ts';

const faq = 'https://learn.microsoft.com/troubleshoot/azure/app-service/web-apps-performance-faqs';

export const facts: SystemFacts = {
  system: 'azure-app-service',
  title: 'Azure App Service',
  kind: 'load-balancer',
  defaults: [{
    timer: 'upstream.read', name: 'request timeout', value: 230_000, fixed: true, link: faq, uncertain: 'the page was not read; the limit is quoted in Azure-Samples/azure-search-openai-demo#524',
    effect: { sees: 'a 502 or a 504' },
  }],
};
