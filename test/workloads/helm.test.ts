import { describe, expect, it } from 'vitest';
import { placeOf } from '../../src/syntax/yaml.ts';
import { at, commandLine, scenesOf } from './read.ts';

const helpers = `{{/* Name */}}
{{- define "web.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}
{{- define "web.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "web.fullname" . }}
spec:
  template:
    metadata:
      labels:
        {{- include "web.selectorLabels" . | nindent 8 }}
    spec:
      terminationGracePeriodSeconds: {{ .Values.grace | default 45 }}
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          args: ["gunicorn", "--timeout", "{{ .Values.timeout }}", "app:app"]
          env:
            {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
          {{- with .Values.probe }}
          livenessProbe:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          volumeMounts:
            - { name: config, mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf }
      volumes:
        - name: config
          configMap:
            name: {{ template "web.fullname" . }}-config
`;
const service = `apiVersion: v1
kind: Service
metadata:
  name: {{ include "web.fullname" . }}
spec:
  selector:
    {{- include "web.selectorLabels" . | nindent 4 }}
  ports: [{ port: 80 }]
`;
const ingress = `{{- if .Values.ingress.enabled -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ include "web.fullname" . }}
  {{- with .Values.ingress.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  rules:
    {{- range .Values.ingress.hosts }}
    - host: {{ . | quote }}
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: {{ include "web.fullname" $ }}, port: { number: 80 } } } }] }
    {{- end }}
{{- end }}
`;
const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "web.fullname" . }}-config
data:
  nginx.conf: |
{{ tpl (.Files.Get "files/nginx.conf") . | indent 4 }}
{{ (.Files.Glob "conf.d/*").AsConfig | indent 2 }}
`;
const values = `image: { repository: example/web, tag: "" }
timeout: 77
env:
  WEB_CONCURRENCY: 3
probe:
  periodSeconds: 7
ingress:
  enabled: false
  hosts: [a.example]
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: "300"
`;
const chart = {
  'chart/Chart.yaml': 'name: web\nappVersion: "4.5"\n',
  'chart/values.yaml': values,
  'chart/templates/_helpers.tpl': helpers,
  'chart/templates/deployment.yaml': deployment,
  'chart/templates/service.yaml': service,
  'chart/templates/ingress.yaml': ingress,
  'chart/templates/config.yaml': configMap,
  'chart/files/nginx.conf': 'http {\n  keepalive_timeout {{ .Values.timeout }};\n}\n',
  'chart/conf.d/extra.conf': 'send_timeout 5s;\n',
};

const setOf = (files: Readonly<Record<string, string>>, when?: string) => scenesOf(files).find((scene) => scene.when === when);

describe('Helm charts', () => {
  it('join by names and labels that helpers make', () => {
    const scene = setOf(chart);
    const [process] = scene?.processes ?? [];
    expect(scene?.services.map(({ name, selector }) => [name, ...selector.values()])).toEqual([['RELEASE-NAME-web', 'web', 'RELEASE-NAME']]);
    expect([...(process?.labels ?? [])].map(([key, { value }]) => `${key}=${value}`)).toEqual(['app.kubernetes.io/name=web', 'app.kubernetes.io/instance=RELEASE-NAME']);
    expect([process?.image?.name, process?.image?.tag, commandLine(process)]).toEqual(['example/web', '4.5', 'gunicorn --timeout 77 app:app']);
  });

  it('put the places of values.yaml behind what is rendered', () => {
    const [process] = setOf(chart)?.processes ?? [];
    expect([at(process?.argv[2]), process?.argv[2]?.origin, process?.argv[2]?.variable]).toEqual(['chart/values.yaml:2:10 chart/templates/deployment.yaml:15:44', 'visible-default', '.Values.timeout']);
    expect(at(process?.env.get('WEB_CONCURRENCY'))).toMatch(/^chart\/values\.yaml:4:20 /);
    const settings = process?.settings.map(({ name, place, value }) => [name, place.file, place.line, value.kind === 'known' ? value.amount : value.kind]);
    expect(settings).toContainEqual(['livenessProbe.periodSeconds', 'chart/values.yaml', 6, 7000]);
    expect(settings).toContainEqual(['terminationGracePeriodSeconds', 'chart/templates/deployment.yaml', 11, 45_000]);
  });

  it('show files of the chart in ConfigMaps, with their own places', () => {
    const [process] = setOf(chart)?.processes ?? [];
    const config = process?.files.open('/etc/nginx/nginx.conf');
    expect(config?.text).toBe('http {\n  keepalive_timeout 77;\n}\n');
    expect(config?.place(config.text.indexOf('http'))).toMatchObject({ file: 'chart/files/nginx.conf', line: 1, column: 1 });
    expect(config?.place(config.text.indexOf('77'), config.text.indexOf('77') + 2)).toMatchObject({ file: 'chart/values.yaml', line: 2, column: 10 });
    const map = setOf(chart)?.objects.find(({ kind }) => kind === 'ConfigMap');
    expect(map?.node.entries.find(({ key }) => key.text === 'data')?.value).toMatchObject({ entries: [{ key: { text: 'nginx.conf' } }, { key: { text: 'extra.conf' } }] });
  });

  it('vary by the switches that are off', () => {
    expect(setOf(chart)?.ingresses).toEqual([]);
    const [found] = setOf(chart, 'ingress.enabled')?.ingresses ?? [];
    const annotation = found?.annotations.get('nginx.ingress.kubernetes.io/proxy-read-timeout');
    expect([found?.paths[0]?.host, found?.paths[0]?.service, annotation?.text.value, annotation && at(annotation.text)]).toEqual(['a.example', 'RELEASE-NAME-web', '300', expect.stringMatching(/^chart\/values\.yaml:11:/)]);
    expect(annotation?.keyPlace).toMatchObject({ file: 'chart/values.yaml', line: 11, column: 5 });
  });

  it('vary by values files beside their own, one of which hoplint.yaml may name', () => {
    const files = { ...chart, 'chart/values-prod.yaml': 'timeout: 99\ningress: { enabled: true }\n' };
    const prod = setOf(files, 'chart/values-prod.yaml');
    expect([commandLine(prod?.processes[0]), prod?.ingresses.length]).toEqual(['gunicorn --timeout 99 app:app', 1]);
    const named = scenesOf(files, { config: { use: { compose: [], helmValues: ['values-prod.yaml'] } } });
    expect(commandLine(named.find((scene) => scene.when === undefined)?.processes[0])).toBe('gunicorn --timeout 99 app:app');
    expect(named.some((scene) => scene.when === 'chart/values-prod.yaml')).toBe(false);
  });

  it('install ingress-nginx with the values that they give it', () => {
    const [scene] = scenesOf({
      'chart/Chart.yaml': 'name: platform\ndependencies:\n  - { name: ingress-nginx, version: 4.11.2, alias: edge }\n',
      'chart/values.yaml': 'edge:\n  controller:\n    config:\n      proxy-read-timeout: "120"\n    service:\n      annotations:\n        service.beta.kubernetes.io/aws-load-balancer-type: nlb\n',
    });
    const config = scene?.objects.find(({ kind }) => kind === 'ConfigMap')?.node.entries.find(({ key }) => key.text === 'data')?.value;
    const timeout = config?.kind === 'map' ? config.entries[0] : undefined;
    expect([timeout?.key.text, timeout?.value.kind === 'scalar' && timeout.value.text, timeout && placeOf(timeout.value)]).toEqual(['proxy-read-timeout', '120', expect.objectContaining({ file: 'chart/values.yaml', line: 4, column: 28 })]);
    expect([scene?.services[0]?.type, at(scene?.services[0]?.annotations.get('service.beta.kubernetes.io/aws-load-balancer-type')?.text)]).toEqual(['LoadBalancer', expect.stringMatching(/^chart\/values\.yaml:7:/)]);
  });

  it('leave what only a release tells as it is written', () => {
    const files = { ...chart, 'chart/templates/service.yaml': service.replace('ports:', 'clusterIP: {{ lookup "v1" | something }}\n  ports:').replace('{{- include "web.selectorLabels" . | nindent 4 }}', 'app: {{ .Release.Unheard | upper | sha1sum }}') };
    expect([...(setOf(files)?.services[0]?.selector.values() ?? [])]).toEqual(['{{ .Release.Unheard | upper | sha1sum }}']);
  });

  it.each([
    ['a helper that includes itself', '{{ define "a" }}x{{ include "a" . }}{{ end }}x: {{ include "a" . }}\n'],
    ['a range without end', '{{ range .Values.env }}'],
    ['texts that double', `{{- $a := "aaaaaaaaaa" }}\n${'{{- $a = print $a $a $a $a }}\n'.repeat(40)}{{ $a }}`],
    ['lists that double', `{{- $a := list 1 2 }}\n${'{{- $a = concat $a $a $a }}\n'.repeat(40)}{{ len $a }}`],
    ['maps that double', `{{- $a := dict "a" 1 }}\n${'{{- $a = dict "a" $a "b" $a "c" $a }}\n'.repeat(30)}{{ merge $a $a | toYaml }}{{ toYaml $a }}`],
    ['texts inside texts', `{{ "aaaaaaaaaa" ${'| replace "" "aaaaaaaaaa" '.repeat(12)}}}`],
    ['a bomb', `${'{{ define "a" }}'}${'{{ include "b" . }}'.repeat(50)}{{ end }}{{ define "b" }}${'{{ include "c" . }}'.repeat(50)}{{ end }}{{ define "c" }}${'{{ include "d" . }}'.repeat(50)}{{ end }}{{ define "d" }}xxxxxxxxxxxxxxxxxxxxxxxxxxxxx{{ end }}{{ include "a" . }}`],
  ])('survive %s', (_, text) => {
    expect(setOf({ ...chart, 'chart/templates/odd.yaml': text })?.services.length).toBe(1);
  });
});
