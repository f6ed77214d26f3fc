import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { redact } from '../../src/report/redact.ts';

/** The line that holds `§`, as a report would show it. */
function shown(text: string, file = 'k8s/app.yaml', marked?: string): string {
  const lines = text.replace('§', '').split('\n');
  const index = text.split('\n').findIndex((line) => line.includes('§'));
  const line = lines[index] ?? '';
  const from = marked === undefined ? -1 : line.indexOf(marked) + 1;
  return redact(lines, index, file, from > 0 && marked ? { from, to: from + marked.length } : undefined)
    .map((piece) => (piece.hidden ? '…' : line.slice(piece.from - 1, piece.to - 1))).join('').trim();
}

describe('environment variables show only durations and numbers', () => {
  test.each([
    ['env:\n- name: DB_URL\n  §value: postgres-prod', 'value: …'],
    ['env:\n- name: TIMEOUT\n  §value: "120s"', 'value: "120s"'],
    ['env:\n§- name: DB_URL', '- name: DB_URL'],
    ['    env:\n    - { name: A, value: x }\n    §- { name: HOST, value: db.internal, n: 3 }', '- { name: HOST, value: …, n: 3 }'],
    ['services:\n  web:\n    environment:\n      §GREETING: hello world', 'GREETING: … …'],
    ['services:\n  web:\n    environment:\n      §- WORKERS=4', '- WORKERS=4'],
    ['services:\n  web:\n    environment:\n      §- GREETING=hello', '- GREETING=…'],
    ['§environment: { MODE: production, PORT: 80 }', 'environment: { MODE: …, PORT: 80 }'],
    ['§environment: { mode: production, port: 80 }', 'environment: { mode: …, port: 80 }'],
    ['extraEnvVars:\n  §SENTRY: abc', 'SENTRY: …'],
    ['command:\n§- web', '- web'],
  ])('%j', (text, expected) => expect(shown(text)).toBe(expected));

  test('options inside a variable stay readable', () => {
    expect(shown('env:\n- name: GUNICORN_CMD_ARGS\n  §value: "--timeout 30 --access-logfile /var/log/x"')).toBe('value: "--timeout 30 --access-logfile …"');
  });

  test.each([
    ['.env', '§GREETING=hello', 'GREETING=…'],
    ['.env', '§greeting=hello', 'greeting=…'],
    ['.env.production', '§TIMEOUT=30s', 'TIMEOUT=30s'],
    ['.env', '§DATABASE_URL=postgres://u:p@db/x', 'DATABASE_URL=…'],
    ['Dockerfile', '§ENV NAME=value OTHER=5', 'ENV NAME=… OTHER=5'],
    ['Dockerfile', '§ENV name=value', 'ENV name=…'],
    ['run.sh', '§docker run --rm web hunter2', '… … --rm … …'],
    ['run.sh', '§export NAME=value', 'export NAME=…'],
    ['run.sh', '§NAME=value gunicorn --timeout 30 app', 'NAME=… gunicorn --timeout 30 app'],
    ['prod.tfvars', '§region = "eu"', 'region = "…"'],
  ])('%s %j', (file, text, expected) => expect(shown(text, file)).toBe(expected));
});

describe('data of ConfigMaps and Secrets', () => {
  const config = 'kind: ConfigMap\ndata:\n  app.conf: |\n';
  test.each([
    ['    §proxy_read_timeout 60s;', 'proxy_read_timeout 60s;'],
    ['    §proxy_set_header Host upstream-name;', 'proxy_set_header … …;'],
    ['    §http {', 'http {'],
    ['    §hunter2', '…'],
    ['    §correct horse battery staple', '… … … …'],
    ['    §}', '}'],
    ['    §MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ', '…'],
  ])('%j', (line, expected) => expect(shown(config + line)).toBe(expected));

  test('on the line of their key', () => {
    expect(shown('kind: ConfigMap\n§data: { greeting: hello, patience: 60s }')).toBe('data: { greeting: …, patience: 60s }');
  });

  test('the mark does not uncover a word, only an amount', () => {
    expect(shown('stringData:\n  §a: topsecret', 'a.yaml', 'topsecret')).toBe('a: …');
    expect(shown('stringData:\n  §a: 60s', 'a.yaml', '60s')).toBe('a: 60s');
  });
});

describe('everywhere', () => {
  test.each([
    ['a.py', '§requests.get("https://user:pw@example.com/x", timeout=5)', 'requests.get("https://…@example.com/x", timeout=5)'],
    ['a.py', '§API_KEY = "abc"', 'API_KEY = …'],
    ['a.ts', '§const password = "abc";', 'const password = …;'],
    ['a.ts', '§headers: { Authorization: "Bearer abc" }, timeout: 5', 'headers: { Authorization: …'],
    ['nginx.conf', '§proxy_set_header Authorization "Basic abc";', 'proxy_set_header Authorization …;'],
    ['values.yaml', 'auth:\n  existing:\n    §password: 1234', 'password: …'],
    ['values.yaml', 'adminPassword:\n  §value: abc', 'value: …'],
    ['a.yaml', '§session_token_ttl: 300', 'session_token_ttl: 300'],
    ['a.yaml', '§args: ["--token", "abc"]', 'args: ["--token", …'],
    ['a.yaml', 'args:\n- --token\n§- abc', '- …'],
    ['a.yaml', "§- '30'", "- '30'"],
    ['a.conf', '§proxy_pass http://token-service:8080;', 'proxy_pass http://token-service:8080;'],
    ['a.go', '§key := "AKIAIOSFODNN7EXAMPLE"', 'key := "…"'],
    ['a.ts', '§const agent = request.agent().timeout({ response: 30_000 });', 'const agent = request.agent().timeout({ response: 30_000 });'],
  ])('%s %j', (file, text, expected) => expect(shown(text, file)).toBe(expected));

  test('a marked amount behind a secret-like name on the same line stays visible', () => {
    expect(shown('§token = fetch(url, timeout=30)', 'a.py', '30')).toContain('30');
  });
});

test('the pieces cover the line without gaps, whatever it holds', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), fc.constantFrom('a.yaml', '.env', 'a.py'), (raw, file) => {
    const line = raw.replace(/\n/g, ' ');
    const pieces = redact([line], 0, file);
    expect(pieces.map(({ from, to }) => line.slice(from - 1, to - 1)).join('')).toBe(line);
  }));
});

test('a value of a .env file that is a word never shows', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Z][A-Z_]{2,10}$/), fc.stringMatching(/^[a-z]{6,20}$/), (name, value) => {
    fc.pre(!name.toLowerCase().includes(value));
    expect(shown(`§${name}=${value}`, '.env')).toBe(`${name}=…`);
  }));
});

test('a long hostile line is read in bounded steps', () => {
  for (const unit of ['a=', '1', '1s', '://', 'token ', '{a:', '"', 'A_=']) expect(redact([unit.repeat(200_000)], 0, '.env').at(-1)?.to).toBeLessThanOrEqual(2001);
});
