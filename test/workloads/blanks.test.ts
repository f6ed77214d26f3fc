import { describe, expect, it } from 'vitest';
import { fileSource } from '../../src/syntax/source.ts';
import { createSyntax } from '../../src/syntax/syntax.ts';
import { readDotenv } from '../../src/workloads/dotenv.ts';
import { emptyConfig } from '../../src/config/config.ts';
import { readCloudFormation } from '../../src/workloads/cloudformation/read-cloudformation.ts';
import { declaredValues } from '../../src/workloads/declared.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { commandLine, processesOf } from './read.ts';

const many = 300_000;

describe('long runs of the same', () => {
  it('are read in an env file', () => {
    const values = readDotenv(fileSource('.env', `A=5${' '.repeat(many)}x\nB=6  # c  # d\nC="7" # e\n`));
    expect([...values].map(([name, { value }]) => [name, value?.length, value?.slice(0, 1)])).toEqual([['A', many + 2, '5'], ['B', 1, '6'], ['C', 1, '7']]);
  });

  it('are read in a text with variables', () => {
    const template = (text: string) => `AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n  Time: { Type: Number, Default: 30 }\nResources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Timeout: !Sub "${text}"\n`;
    const read = (text: string) => readCloudFormation(memoryTree({ 'template.yaml': template(text) }), createSyntax(), declaredValues(emptyConfig))[0]?.resources[0]?.body.entries.flatMap(({ value }) => (value.kind === 'text' ? [value.text.value] : []));
    expect(read('${Time}')).toContain('30');
    expect(read('${'.repeat(many))).not.toContain('30');
  });

  it('are read before the branch of a case', () => {
    const script = `case "$1" in\n${' '.repeat(4_000)}web | api) exec gunicorn app ;;\n  *) exec flask run ;;\nesac\n`;
    const files = { 'compose.yaml': 'services:\n  web:\n    image: example/web:1\n    working_dir: /app\n    volumes: [ "./:/app" ]\n    command: ./start.sh api\n', 'start.sh': script };
    expect(processesOf(files).map(commandLine)).toEqual(['gunicorn app']);
  });
});
