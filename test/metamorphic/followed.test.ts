import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/result.ts';
import { casesOf } from '../rules/cases.ts';
import { filesIn, isLoud, resultOf } from './files.ts';

/** Advice that a person follows: what it says, and the text that is then written in place of another. */
interface Followed {
  readonly rule: string;
  readonly name: string;
  readonly says: string;
  readonly file: string;
  readonly instead: string;
  readonly write: string;
}

const followed: readonly Followed[] = [
  { rule: 'retry-exceeds-deadline', name: 'boto-attempts-inside-a-sync-worker', says: 'lower total_max_attempts or read_timeout', file: 'web/app.py', instead: 'read_timeout=20', write: 'connect_timeout=2, read_timeout=5' },
  { rule: 'retry-exceeds-deadline', name: 'boto-attempts-inside-a-sync-worker', says: 'lower total_max_attempts', file: 'web/app.py', instead: '"total_max_attempts": 3', write: '"total_max_attempts": 1' },
  { rule: 'header-timeout-inverted', name: 'node-12-10-with-a-shorter-header-timeout', says: 'set headersTimeout to at least 70 s', file: 'cart/server.js', instead: '60 * 1000', write: '70 * 1000' },
  { rule: 'header-timeout-inverted', name: 'node-12-18-and-equal-values', says: 'set headersTimeout to at least 75 s', file: 'cart/server.js', instead: 'headersTimeout = 70_000', write: 'headersTimeout = 75_000' },
  { rule: 'probe-kills-worker', name: 'declared-work-is-longer-than-the-probe-waits', says: 'failureThreshold 6', file: 'k8s/deployment.yaml', instead: 'failureThreshold: 3', write: 'failureThreshold: 6' },
  { rule: 'probe-kills-worker', name: 'harakiri-of-one-minute', says: 'failureThreshold 13', file: 'k8s/deployment.yaml', instead: 'failureThreshold: 4', write: 'failureThreshold: 13' },
  { rule: 'unit-suspect', name: 'axios-counts-milliseconds', says: 'write 30000 if 30 s are meant', file: 'web/api.js', instead: 'timeout: 30 ', write: 'timeout: 30000 ' },
  { rule: 'unit-suspect', name: 'bare-integer-of-go-is-nanoseconds', says: 'write 30 * time.Second', file: 'pull/main.go', instead: 'Timeout: 30', write: 'Timeout: 30 * time.Second' },
  { rule: 'duration-invalid', name: 'alb-idle-timeout-above-4000', says: 'from 1 to 4000', file: 'k8s/ingress.yaml', instead: 'timeout_seconds=7200', write: 'timeout_seconds=4000' },
  { rule: 'duration-invalid', name: 'annotation-is-a-number', says: 'write it in quotes: "300"', file: 'k8s/ingress.yaml', instead: 'proxy-read-timeout: 300', write: 'proxy-read-timeout: "300"' },
  { rule: 'duration-invalid', name: 'compose-without-unit', says: 'write 60s', file: 'compose.yaml', instead: 'stop_grace_period: 60 ', write: 'stop_grace_period: 60s ' },
  { rule: 'missing-timeout', name: 'axios-in-a-node-server', says: 'e.g. timeout of 10 s', file: 'web/server.js', instead: "axios.get('https://weather.example/today')", write: "axios.get('https://weather.example/today', { timeout: 10_000 })" },
  { rule: 'missing-timeout', name: 'command-that-a-workload-starts', says: 'e.g. timeout of 10 s', file: 'web/shop/show.py', instead: '{name}")', write: '{name}", timeout=10)' },
  { rule: 'setting-ineffective', name: 'annotation-of-an-azure-gateway', says: 'write appgw.ingress.kubernetes.io/request-timeout', file: 'ingress.yaml', instead: 'request-timeouts', write: 'request-timeout' },
  { rule: 'setting-ineffective', name: 'annotation-in-values-for-a-chart-elsewhere', says: 'write "300"', file: 'board/values.yaml', instead: 'proxy-read-timeout: 5m', write: 'proxy-read-timeout: "300"' },
  { rule: 'silent-drop', name: 'client-without-limit-and-without-probes', says: 'give its request a read timeout below that', file: 'job/score.py', instead: 'json=batch', write: 'json=batch, timeout=300' },
];

describe.each(followed)('$rule, $name', ({ rule, name, says, file, instead, write }) => {
  it(`is cleared by: ${write}`, async () => {
    const root = casesOf(rule).find((one) => one.verdict === 'err' && one.name === name)?.root ?? '';
    const files = filesIn(root);
    const text = files[file] ?? '';
    expect(text).toContain(instead);
    const before = (await resultOf(files)).findings.filter(isLoud);
    const advised = before.filter((one) => one.rule === rule && one.location.file === file && one.advice.includes(says));
    expect(advised).toHaveLength(1);
    const after = (await resultOf({ ...files, [file]: text.replace(instead, write) })).findings.filter(isLoud);
    expect(after.map(told).toSorted()).toEqual(before.filter((one) => one !== advised[0]).map(told).toSorted());
  });
});

const told = ({ rule, setting, location }: Finding): string => `${rule} ${setting?.name ?? ''} ${location.file}:${location.line}`;
