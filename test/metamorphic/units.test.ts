import { describe, expect, it } from 'vitest';
import { type Files, resultOf } from './files.ts';

interface Unit {
  readonly system: string;
  /** How its users may write one minute. */
  readonly minute: readonly string[];
  readonly files: (written: string) => Files;
}

const compose = (app: string): string => `services:\n  app: ${app}\n`;
const units: readonly Unit[] = [
  { system: 'nginx', minute: ['60', '60s', '1m', '60000ms'], files: (written) => ({ 'nginx.conf': `events {}\nhttp { server { listen 80; location / { proxy_pass http://up.example; proxy_read_timeout ${written}; } } }\n` }) },
  { system: 'haproxy', minute: ['60000', '60s', '1m', '60000ms'], files: (written) => ({ 'haproxy.cfg': `defaults\n  mode http\n  timeout connect 5s\n  timeout client 1m\n  timeout server ${written}\nlisten web\n  bind :80\n  server a 10.0.0.1:80\n` }) },
  { system: 'traefik', minute: ['60', '60s', '1m', '1m0s', '60000ms'], files: (written) => ({ 'compose.yaml': compose(`{ image: "traefik:v3.1", command: ["--entryPoints.web.address=:80", "--entryPoints.web.transport.respondingTimeouts.writeTimeout=${written}"] }`) }) },
  { system: 'go-server', minute: ['60 * time.Second', 'time.Minute', '1 * time.Minute', 'time.Duration(60) * time.Second', '60000 * time.Millisecond', '60_000 * time.Millisecond'], files: (written) => ({ 'go.mod': 'module a\ngo 1.22\n', 'Dockerfile': 'FROM golang:1.22\nCOPY . .\nRUN go build -o /a .\nCMD ["/a"]\n', 'main.go': `package main\n\nimport (\n\t"net/http"\n\t"time"\n)\n\nfunc main() {\n\ts := &http.Server{Addr: ":80", WriteTimeout: ${written}}\n\ts.ListenAndServe()\n}\n` }) },
  { system: 'node', minute: ['60000', '60_000', '60 * 1000', '6e4', '1 * 60 * 1000'], files: (written) => ({ 'package.json': '{}', 'Dockerfile': 'FROM node:20\nCOPY . .\nCMD ["node", "a.js"]\n', 'a.js': `const s = require('http').createServer();\ns.keepAliveTimeout = ${written};\ns.listen(80);\n` }) },
  { system: 'gunicorn', minute: ['60', '60 * 1', '1 * 60', 'int("60")'], files: (written) => ({ 'Dockerfile': 'FROM python:3.12\nCOPY . .\nCMD ["gunicorn", "-c", "c.py", "a:a"]\n', 'c.py': `timeout = ${written}\n` }) },
  { system: 'kestrel', minute: ['TimeSpan.FromSeconds(60)', 'TimeSpan.FromMinutes(1)', 'TimeSpan.FromMilliseconds(60_000)', 'new TimeSpan(0, 1, 0)', 'TimeSpan.Parse("00:01:00")'], files: (written) => ({ 'A.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"/>', 'Dockerfile': 'FROM mcr.microsoft.com/dotnet/sdk:8.0\nCOPY . .\nRUN dotnet publish A.csproj -o /o\nENTRYPOINT ["dotnet", "/o/A.dll"]\n', 'Program.cs': `var builder = WebApplication.CreateBuilder(args);\nbuilder.WebHost.ConfigureKestrel(o => { o.Limits.KeepAliveTimeout = ${written}; });\nbuilder.Build().Run();\n` }) },
  { system: 'tomcat', minute: ['60s', '1m', '60000', '60000ms', 'PT1M', 'PT60S'], files: (written) => ({ 'pom.xml': '<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.3.0</version></parent><dependencies><dependency><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>', 'Dockerfile': 'FROM eclipse-temurin:21\nCOPY target/a.jar /a.jar\nCMD ["java", "-jar", "/a.jar"]\n', 'src/main/resources/application.properties': `server.tomcat.keep-alive-timeout=${written}\n` }) },
  { system: 'caddy', minute: ['60s', '1m', '1m0s', '60000ms'], files: (written) => ({ 'Caddyfile': `:80 {\n\treverse_proxy 10.0.0.1:80 {\n\t\ttransport http {\n\t\t\tresponse_header_timeout ${written}\n\t\t}\n\t}\n}\n` }) },
  { system: 'envoy', minute: ['60s', '60.000s', '"60s"'], files: (written) => ({ 'envoy.yaml': `static_resources:\n  listeners:\n    - address: { socket_address: { address: 0.0.0.0, port_value: 80 } }\n      filter_chains: [{ filters: [{ name: envoy.filters.network.http_connection_manager, typed_config: { "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager, stat_prefix: a, route_config: { virtual_hosts: [{ name: a, domains: ["*"], routes: [{ match: { prefix: / }, route: { cluster: a, timeout: ${written} } }] }] } } }] }]\n  clusters: [{ name: a, type: STRICT_DNS, load_assignment: { cluster_name: a, endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: a.example, port_value: 80 } } } }] }] } }]\n` }) },
];

describe.each(units)('one minute of $system', ({ system, minute, files }) => {
  it.each(minute)('may be written %s', async (written) => {
    const { chains } = await resultOf(files(written));
    const set = chains.flatMap(({ layers }) => layers.filter((layer) => layer.system === system).flatMap(({ settings }) => settings.filter(({ provenance }) => provenance === 'configured')));
    expect(set.map(({ value }) => ('ms' in value ? value.ms : value))).toContain(60_000);
  });
});
