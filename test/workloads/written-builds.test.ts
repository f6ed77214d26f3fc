import { describe, expect, it } from 'vitest';
import { buildCommands } from '../../src/workloads/dockerfile/build-commands.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { bakeTargets } from '../../src/workloads/dockerfile/bake.ts';
import { commandLine, processesOf, shown } from './read.ts';

const compose = (image: string) => `services:\n  web:\n    image: ${image}\n`;
const dockerfile = (program: string, from = 'python:3.13') => `FROM ${from}\nCMD ["${program}"]\n`;
const file = (text: string) => fileSource('build', text);
const started = (files: Readonly<Record<string, string>>) => processesOf(files).filter(({ workload }) => workload.kind !== 'dockerfile').map(commandLine);
const two = { 'docker/Dockerfile.edge': dockerfile('nginx'), 'docker/app.Dockerfile': dockerfile('gunicorn') };

describe('the Dockerfile of an image', () => {
  it.each([
    ['a script', 'ci/build.sh', 'docker build --rm=false -t "reg.example/$ORG/shop:${TAG}" \\\n  -f docker/app.Dockerfile .'],
    ['a wrapper function', 'ci/build.sh', 'docker_build acme/shop -f docker/app.Dockerfile .'],
    ['a pipeline', 'Jenkinsfile', 'sh "docker build -t \\"reg.example/${name("x y")}/shop\\" -f docker/app.Dockerfile ."'],
    ['a Makefile', 'Makefile', 'build:\n\tdocker buildx build --tag $(OWNER)/shop:$(VERSION) --file docker/app.Dockerfile $$ARGS .'],
    ['a bake file', 'docker-bake.hcl', 'target "shop" {\n  context = "."\n  dockerfile = "docker/app.Dockerfile"\n}\n'],
    ['the tags of a target', 'docker-bake.hcl', '# target\ntarget "web" {\n  args = { context = "." }\n  tags = [ // all\n    "${REGISTRY}/shop:${TAG}",\n  ]\n  dockerfile = "docker/app.Dockerfile"\n}\n'],
    ['skaffold', 'skaffold.yaml', 'build:\n  artifacts:\n    - image: shop\n      context: docker\n      docker: { dockerfile: app.Dockerfile }\n'],
    ['a workflow', '.github/workflows/image.yml', 'jobs:\n  image:\n    steps:\n      - { id: meta, uses: docker/metadata-action@v5, with: { images: ghcr.io/acme/shop } }\n      - uses: docker/build-push-action@v6\n        with: { context: ., file: ./docker/app.Dockerfile, tags: "${{ steps.meta.outputs.tags }}" }\n'],
  ])('is named by %s', (_, path, text) => {
    expect(started({ ...two, 'compose.yaml': compose('acme/shop:2'), [path]: text })).toEqual(['gunicorn']);
  });

  it('is chosen by its tag, and never by one of a developer', () => {
    const script = 'docker build -t acme/shop:latest -f docker/app.Dockerfile .\ndocker build -t acme/shop:edge -f docker/Dockerfile.edge .\ndocker build -t acme/shop:dev -f docker/Dockerfile.dev .\n';
    const files = { ...two, 'docker/Dockerfile.dev': dockerfile('flask'), 'build.sh': script };
    expect(started({ ...files, 'compose.yaml': compose('acme/shop') })).toEqual(['gunicorn']);
    expect(started({ ...files, 'compose.yaml': compose('acme/shop:edge') })).toEqual(['nginx']);
    expect(started({ ...files, 'compose.yaml': compose('acme/shop:7') })).toEqual(['']);
  });

  it('may be built upon another one of the repository, even upon itself', () => {
    const base = 'FROM python:3.13\nENV T=60\nENTRYPOINT ["gunicorn"]\n';
    const files = { 'compose.yaml': compose('acme/shop:1'), 'shop/Dockerfile': 'FROM acme/base:1\nCMD ["-t", "60"]\n', 'base/Dockerfile': base };
    const [process] = processesOf(files);
    expect([commandLine(process), shown(process?.env.get('T')), process?.image?.bases[0]?.name]).toEqual(['gunicorn -t 60', '60', 'python']);
    expect(processesOf(files).filter(({ workload }) => workload.kind === 'dockerfile')).toEqual([]);
    expect(started({ 'compose.yaml': compose('acme/shop:1'), 'build.sh': 'docker build -t acme/shop:1 shop', 'shop/Dockerfile': dockerfile('gunicorn', 'acme/shop:1') })).toEqual(['gunicorn']);
  });

  it('lies beside the manifest of a package of that name', () => {
    const files = { 'package.json': '{\n  "name": "@acme/shop"\n}', Dockerfile: dockerfile('node'), 'docs/Dockerfile': dockerfile('hugo') };
    const services = 'services:\n  db: { image: acme/store:1 }\n  web: { image: "acme/shop:1" }\n';
    expect(started({ ...files, 'compose.yaml': services })).toEqual(['', 'node']);
  });

  it('reads the options of a build and nothing else', () => {
    expect(buildCommands(file('echo docker build; docker build --build-arg A=1 -t a:1 --target run . && docker push a:1\n'))).toEqual([{ image: 'a:1', dockerfile: undefined, context: '.', target: 'run' }]);
    expect(buildCommands(file('docker build .\nkubectl build -t x .\n'))).toEqual([]);
    expect(bakeTargets(file('target "x" {\n  inherits = ["y"]\n}\n'))).toEqual([]);
  });
});

describe('the stage for production', () => {
  const dockerfile = 'FROM python:3.13 AS code\nFROM code AS production\nCMD ["gunicorn", "app"]\nFROM code AS development\nCMD ["flask", "run"]\n';
  const web = (target: string) => processesOf({ Dockerfile: dockerfile, 'compose.yaml': `services:\n  web:\n    build: { context: ., target: ${target} }\n    command: flask run --debug\n` }).map(commandLine);

  it('stands on its own where manifests build only one for developers', () => {
    expect(web('development')).toEqual(['flask run --debug', 'gunicorn app']);
    expect(web('production')).toEqual(['flask run --debug']);
  });
});
