import { describe, expect, it } from 'vitest';
import { programReader } from '../../systems/program-reader.ts';

/** What every `T<n>` of the first file comes to. */
async function values(files: Readonly<Record<string, string>>, declared: Readonly<Record<string, string>> = {}): Promise<Readonly<Record<string, string>>> {
  const reader = programReader(files);
  const [path = ''] = Object.keys(files);
  const source = reader.open(path);
  const program = source && (await reader.program(source));
  const found: Record<string, string> = {};
  for (const one of program?.definitions.filter(({ name }) => /^T\d+$/.test(name)) ?? []) {
    const { evaluate } = await import('../../../src/syntax/program/evaluate.ts');
    const value = program && (await evaluate(one.value, program, one.scope, { ...reader.importer, declared: (variable) => declared[variable] }));
    found[one.name] = value?.kind === 'value' ? `${JSON.stringify(value.value)} ${value.origin}` : value?.kind === 'duration' ? `${value.ms} ms ${value.origin}` : `unknown ${value?.variable ?? ''}`.trim();
  }
  return found;
}

describe('helpers of a program', () => {
  it('are looked into in Go, also those of its package and of others', async () => {
    const files = {
      'main.go': `package main
import ("time"; "os"; "strconv"; "app.example/x/internal/env")
func seconds(n int) time.Duration { return time.Duration(n) * time.Second }
func envDuration(key string, d time.Duration) time.Duration {
	if v := os.Getenv(key); v != "" {
		parsed, err := time.ParseDuration(v)
		if err == nil { return parsed }
	}
	return d
}
func both(n int) int { if n > 3 { return 1 }; return 2 }
type config struct { Timeout time.Duration }
func defaults() *config { return &config{Timeout: env.Seconds("LIMIT", 8)} }
func run() {
	T1 := seconds(60)
	T2 := envDuration("LIMIT", 5*time.Second)
	T3 := env.Seconds("LIMIT", 7)
	T4 := ofPackage
	T5 := both(5)
	c := defaults()
	T6 := c.Timeout
	T7 := seconds(seconds2(3))
	T8 := getEnvSeconds("LIMIT", 60)
	T9 := durationFromEnv("LIMIT", time.Minute)
}
`,
      'other.go': 'package main\nconst ofPackage = 9 * time.Second\nfunc seconds2(n int) int { return n * 2 }\n',
      'internal/env/env.go': `package env
func Seconds(key string, fallback int) time.Duration {
	value, err := strconv.Atoi(os.Getenv(key))
	if err != nil { return time.Duration(fallback) * time.Second }
	return time.Duration(value) * time.Second
}
`,
    };
    expect(await values(files)).toEqual({
      T1: '60000 ms literal', T2: '5000 ms visible-default', T3: '7000 ms visible-default', T4: '9000 ms literal', T5: 'unknown', T6: '8000 ms visible-default', T7: '6000 ms literal', T8: 'unknown', T9: '60000 ms visible-default',
    });
    expect(await values(files, { LIMIT: '30' })).toMatchObject({ T3: '30000 ms declared' });
  });

  it('are looked into in Python, with settings classes and schemes', async () => {
    const files = {
      'app/a.py': `import os
import environ
from pydantic import Field
from pydantic_settings import BaseSettings
from .helpers import read_int
env = environ.Env(LIMIT=(int, 30))
class Settings(BaseSettings):
    limit: int = 30
    slow: float = Field(default=40)
settings = Settings()
def minutes(n):
    return n * 60
def again(n):
    return again(n)
T1 = read_int("LIMIT")
T2 = read_int("LIMIT", default=20)
T3 = minutes(5)
T4 = int(os.environ["LIMIT"]) if "LIMIT" in os.environ else 30
T5 = settings.limit
T6 = settings.slow
T7 = env("LIMIT")
T8 = max(1, int(os.environ.get("LIMIT", "30").strip()))
T9 = again(1)
T10 = read_int(*given)
T11 = 5 if debug else 30
`,
      'app/helpers.py': 'import os\ndef read_int(name, default=10):\n    try:\n        return int(os.environ[name])\n    except KeyError:\n        return default\n',
    };
    expect(await values(files)).toEqual({
      T1: '10 visible-default', T2: '20 visible-default', T3: '300 literal', T4: '30 visible-default', T5: '30 visible-default', T6: '40 visible-default', T7: '30 visible-default', T8: '30 visible-default',
      T9: 'unknown', T10: 'unknown', T11: 'unknown',
    });
    expect(await values(files, { LIMIT: '77' })).toMatchObject({ T1: '77 declared', T4: '77 declared', T5: '77 declared' });
  });

  it('are looked into in JavaScript, with the package ms', async () => {
    const files = {
      'src/a.ts': `import ms from 'ms';
import { numberFrom } from './env';
const seconds = (n: number) => n * 1000;
const options = ({ limit = 5 }) => limit;
const T1 = seconds(60);
const T2 = numberFrom('LIMIT', 60) * 1000;
const T3 = ms('60s');
const T4 = ms(process.env.LIMIT || '1 minute');
const T5 = process.env.LIMIT ? Number(process.env.LIMIT) : 60;
const T6 = Math.max(30, 60);
const T7 = options({ limit: 9 });
const T8 = production ? 60 : 5;
const T9 = Number(process.env.LIMIT) > 0 ? 60 : 60;
`,
      'src/env.ts': 'export function numberFrom(name: string, fallback: number): number {\n  const raw = process.env[name];\n  return raw === undefined ? fallback : Number(raw);\n}\n',
    };
    expect(await values(files)).toEqual({
      T1: '60000 literal', T2: '60000 visible-default', T3: '60000 literal', T4: '60000 visible-default', T5: '60 visible-default', T6: '60 literal', T7: 'unknown', T8: 'unknown', T9: '60 literal',
    });
    expect(await values(files, { LIMIT: '3' })).toMatchObject({ T2: '3000 declared', T5: '3 declared' });
  });
});
