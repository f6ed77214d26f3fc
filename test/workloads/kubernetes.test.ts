import { describe, expect, it } from 'vitest';
import { at, commandLine, processesOf, scenesOf, shown } from './read.ts';

const pod = (container: string, spec = '') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
${spec}      containers:
        - name: app
          image: example/app:3
${container}`;
const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: conf }\ndata:\n  TIMEOUT: "45"\n  nginx.conf: |\n    keepalive_timeout 7;\n';

describe('kubernetes', () => {
  it('expands $(VAR) with values of ConfigMaps, the literal place first', () => {
    const container = `          command: [gunicorn]
          args: ["-t", "$(T)", "$(NONE)", "app"]
          env:
            - name: T
              valueFrom: { configMapKeyRef: { name: conf, key: TIMEOUT } }
            - name: S
              valueFrom: { secretKeyRef: { name: s, key: k } }
          envFrom:
            - configMapRef: { name: conf }
`;
    const [process] = processesOf({ 'k8s/web.yaml': pod(container), 'k8s/conf.yaml': config });
    expect(commandLine(process)).toBe('gunicorn -t 45 $(NONE) app');
    expect(at(process?.argv[2])).toBe('k8s/conf.yaml:5:13 k8s/web.yaml:15:26 k8s/web.yaml:12:25');
    expect([shown(process?.env.get('TIMEOUT')), process?.env.get('S')?.value]).toEqual(['45', undefined]);
  });

  it('shows ConfigMaps where they are mounted', () => {
    const container = `          volumeMounts:
            - { name: all, mountPath: /etc/nginx/conf.d }
            - { name: one, mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf }
`;
    const volumes = '      volumes:\n        - { name: all, configMap: { name: conf, items: [{ key: nginx.conf, path: site.conf }] } }\n        - { name: one, projected: { sources: [{ configMap: { name: conf } }] } }\n';
    const [process] = processesOf({ 'a.yaml': `${pod(container, volumes)}---\n${config}` });
    const main = process?.files.open('/etc/nginx/nginx.conf');
    expect(main?.place(main.text.indexOf('7'))).toMatchObject({ file: 'a.yaml', line: 24, column: 23 });
    expect(process?.files.glob('/etc/nginx/conf.d/*.conf')).toHaveLength(1);
    expect(process?.files.replaced('/etc/nginx/conf.d/default.conf')).toBe(true);
  });

  it('reads what is written of probes, preStop, grace and sysctls', () => {
    const container = `          livenessProbe: { httpGet: { path: / }, periodSeconds: 20 }
          lifecycle: { preStop: { exec: { command: [sh, -c, "sleep 15 && nginx -s quit"] } } }
`;
    const [process] = processesOf({ 'a.yaml': pod(container, '      terminationGracePeriodSeconds: 60\n      securityContext: { sysctls: [{ name: net.ipv4.tcp_keepalive_time, value: "120" }] }\n') });
    expect(process?.settings.map((setting) => [setting.timer, setting.name, setting.value.kind === 'known' ? setting.value.amount : setting.value.kind])).toEqual([
      ['health.period', 'livenessProbe.periodSeconds', 20_000], ['stop.prestop', 'lifecycle.preStop.exec', 15_000], ['stop.grace', 'terminationGracePeriodSeconds', 60_000],
    ]);
    expect(process?.probes?.map((probe) => probe.name)).toEqual(['livenessProbe']);
    expect(shown(process?.sysctls.get('net.ipv4.tcp_keepalive_time'))).toBe('120');
  });

  it.each([
    ['[/bin/wait-shutdown]', 'unknown'],
    ['[sh, -c, "sleep 5; /drain.sh"]', 'unknown'],
    ['[sleep, "5"]', 'known'],
    ['[sh, -c, "curl -s localhost:9901/drain; curl -sX POST http://127.0.0.1:9901/drain && sleep 5"]', 'unknown'],
    ['[sh, -c, "curl -sX POST http://127.0.0.1:9901/drain && sleep 5"]', 'known'],
    ['[sh, -c, "curl -s http://registry.example/leave; sleep 5"]', 'unknown'],
  ])('a preStop of %s is %s', (command, kind) => {
    const [process] = processesOf({ 'a.yaml': pod(`          lifecycle: { preStop: { exec: { command: ${command} } } }\n`) });
    expect(process?.settings[0]?.value.kind).toBe(kind);
  });

  it.each([
    ['httpGet: { path: /, port: 80 }', 1],
    ['exec: { command: [curl, "http://localhost:80/"] }', 1],
    ['tcpSocket: { port: 80 }', 0],
    ['grpc: { port: 80 }', 0],
    ['exec: { command: [pgrep, gunicorn] }', 0],
  ])('a probe by %s reaches the program %s times', (handler, count) => {
    const [process] = processesOf({ 'a.yaml': pod(`          livenessProbe: { ${handler}, periodSeconds: 20 }\n`) });
    expect([process?.probes?.length, process?.settings.length]).toEqual([count, count]);
  });

  it.each([
    ['a.yaml.template', 1],
    ['a.yaml.md', 0],
  ])('a manifest in %s is read %s times', (file, count) => {
    expect(processesOf({ [file]: pod('') })).toHaveLength(count);
    expect(processesOf({ [file]: pod(''), 'a.yaml': pod('') })).toHaveLength(1);
  });

  it('counts only sidecars among init containers', () => {
    const init = '      initContainers:\n        - { name: once, image: a }\n        - { name: side, image: b, restartPolicy: Always }\n';
    expect(processesOf({ 'a.yaml': pod('', init) }).map((process) => process.container)).toEqual(['side', 'app']);
  });

  it('reads Services and Ingresses of every version, in Lists too', () => {
    const old = '{ apiVersion: extensions/v1beta1, kind: Ingress, metadata: { name: old, annotations: { kubernetes.io/ingress.class: nginx } }, spec: { backend: { serviceName: web, servicePort: http } } }';
    const now = '{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: new }, spec: { ingressClassName: alb, rules: [{ host: a.b, http: { paths: [{ path: /x, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] } }';
    const service = '{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: http, name: http }] } }';
    const [scene] = scenesOf({ 'a.yaml': `apiVersion: v1\nkind: List\nitems:\n  - ${old}\n  - ${now}\n  - ${service}\n` });
    expect(scene?.ingresses.map((ingress) => [ingress.className, ingress.paths.map(({ host, path, service: name, port }) => [host, path, name, port])])).toEqual([
      ['nginx', [[undefined, undefined, 'web', 'http']]], ['alb', [['a.b', '/x', 'web', 80]]],
    ]);
    expect(scene?.services[0]).toMatchObject({ type: 'LoadBalancer', ports: [{ port: 80, targetPort: 'http' }] });
  });

  it('takes folders that define the same objects for environments', () => {
    const files = { 'k8s/dev/web.yaml': pod('          args: [dev]\n'), 'k8s/prod/web.yaml': pod('          args: [prod]\n'), 'k8s/conf.yaml': config };
    expect(scenesOf(files).map((scene) => [scene.when, scene.processes.map(commandLine), scene.objects.length])).toEqual([[undefined, ['dev'], 2], ['k8s/prod', ['prod'], 2]]);
  });

  it('lays kustomize overlays over their base', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [web.yaml]\nconfigMapGenerator:\n  - { name: conf, files: [nginx.conf] }\n',
      'base/nginx.conf': 'keepalive_timeout 9;',
      'base/web.yaml': pod('          volumeMounts: [{ name: c, mountPath: /etc/nginx }]\n', '      volumes: [{ name: c, configMap: { name: conf } }]\n'),
      'prod/kustomization.yaml': 'resources: [../base]\npatches:\n  - path: patch.yaml\nimages:\n  - { name: example/app, newTag: "9" }\nnamespace: live\n',
      'prod/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: app, args: [more] }] } } }\n',
    };
    const [base, prod] = scenesOf(files);
    expect([base?.when, base?.processes.map(commandLine), base?.processes[0]?.files.open('/etc/nginx/nginx.conf')?.path]).toEqual([undefined, [''], 'base/nginx.conf']);
    const process = prod?.processes[0];
    expect([prod?.when, commandLine(process), process?.image?.tag, process?.workload.namespace]).toEqual(['prod/kustomization.yaml', 'more', '9', 'live']);
    expect(at(process?.argv[0])).toBe('prod/patch.yaml:4:62');
    expect(process?.files.open('/etc/nginx/nginx.conf')?.path).toBe('base/nginx.conf');
  });

  it('puts the values of a chart in', () => {
    const files = {
      'chart/Chart.yaml': 'name: web\nappVersion: "4.5"\n',
      'chart/values.yaml': 'image: { repository: example/app, tag: "" }\ngrace: 75\n',
      'chart/templates/web.yaml': pod('          args: ["-t", {{ .Values.timeout | default 33 | quote }}]\n', '      terminationGracePeriodSeconds: {{ .Values.grace }}\n').replace('example/app:3', '"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"'),
    };
    const [process] = processesOf(files);
    expect([process?.image?.name, process?.image?.tag, commandLine(process)]).toEqual(['example/app', '4.5', '-t 33']);
    const [grace] = process?.settings ?? [];
    expect([grace?.value, grace?.provenance]).toEqual([{ kind: 'known', amount: 75_000, written: '75' }, { kind: 'visible-default', variable: '.Values.grace' }]);
    expect([grace?.place.file, grace?.via[0]?.file]).toEqual(['chart/values.yaml', 'chart/templates/web.yaml']);
  });
});
