import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'vitest';
import { nginx } from '../../../src/systems/nginx/index.ts';
import { readerOf } from '../support.ts';

function load(root: string): Record<string, string> {
  const out: Record<string, string> = {};
  const go = (dir: string) => { for (const e of readdirSync(dir)) { const p = join(dir, e); const s = statSync(p); if (s.isDirectory()) go(p); else if (s.size < 400000) out[relative(root, p)] = readFileSync(p, 'utf8'); } };
  go(root); return out;
}
test('show', async () => {
  const log: string[] = [];
  for (const root of (process.env.ROOTS ?? '').split(' ').filter(Boolean)) {
    const files = load(root);
    const reader = readerOf(files, process.env.NGV ? { versions: { nginx: process.env.NGV } } : {});
    for (const [path, text] of Object.entries(files)) {
      if (!nginx.fromFile!.claims(path, text)) continue;
      const started = Date.now();
      const reading = await nginx.fromFile!.read(reader.open(path)!, reader);
      const took = Date.now() - started;
      log.push(`\n### ${root.replace('/work/shared/', '')}/${path} ${took > 200 ? took + 'ms' : ''}${reading ? '' : ' (included elsewhere)'}`);
      for (const layer of reading?.layers ?? []) {
        log.push(`  ${layer.name} @${layer.place.line} listens ${layer.listens.map((l) => l.kind === 'port' ? (l.address ?? '') + ':' + l.port : l.kind === 'socket' ? l.path : '').join(' ')}`);
        for (const r of layer.routes) {
          log.push(`     ${r.route.host ?? ''}${r.route.match === 'pattern' ? '~' : r.route.match === 'exact' ? '=' : ''}${r.route.path ?? ''} -> ${r.upstream ? JSON.stringify(r.upstream.target).slice(0,100) + (r.upstream.others?.length ? ' +' + r.upstream.others.length : '') + ' ' + r.upstream.protocol + ' pooled:' + r.upstream.pooled.value + ' (' + r.upstream.pooled.why.slice(0,90) + ')' : '-'} | ${r.settings.map((s) => s.name + '=' + ('amount' in s.value ? s.value.amount / 1000 : s.value.kind + ':' + JSON.stringify(s.value).slice(0, 90)) + '@' + s.place.line + (s.provenance.kind === 'configured' ? '' : '[' + s.provenance.kind + ']')).join(' ')}`);
        }
      }
      for (const w of reading?.written ?? []) log.push(`  !! ${w.fault} ${w.name} ${w.text.expression} @${w.place.line} works:${w.works.value} ${w.works.why} | ${w.symptom} | ${w.advice} | ${w.related.map((r) => r.place.line + ':' + r.message).join('; ')}`);
      for (const p of reading?.problems ?? []) log.push(`  ?? ${p.place.file}:${p.place.line} ${p.message}`);
    }
  }
  process.stdout.write(log.join('\n') + '\n');
}, 120000);
