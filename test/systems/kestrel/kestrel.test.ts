import { expect, it } from 'vitest';
import { kestrel } from '../../../src/systems/kestrel/index.ts';
import { timeSpan } from '../../../src/systems/kestrel/time-span.ts';
import { doors, onlyLayer, shown, started } from '../python/reading.ts';

const csproj = '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>';
const settings = '{\n  // limits\n  "Kestrel": { "Limits": { "RequestHeadersTimeout": "00:00:45", "KeepAliveTimeout": "00:02:00" } }\n}\n';
const base = { 'src/Shop/Shop.csproj': csproj, 'src/Shop/appsettings.json': settings };
const run = ['dotnet', 'Shop.dll'];

it('reads code over the environment over appsettings', async () => {
  expect(shown(onlyLayer(await started(kestrel, run, base)).settings)).toEqual(['downstream.idle Kestrel:Limits:KeepAliveTimeout = 120000 @src/Shop/appsettings.json:3', 'downstream.header Kestrel:Limits:RequestHeadersTimeout = 45000 @src/Shop/appsettings.json:3']);
  const env = { Kestrel__Limits__KeepAliveTimeout: '00:11:00' };
  expect(shown(onlyLayer(await started(kestrel, run, base, { env })).settings)[0]).toBe('downstream.idle Kestrel__Limits__KeepAliveTimeout = 660000 @compose.yaml:1');
  const code = { ...base, 'src/Shop/Program.cs': 'builder.WebHost.ConfigureKestrel(options => {\n  options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(12);\n});\nbuilder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));\n' };
  const layer = onlyLayer(await started(kestrel, run, code, { env }));
  expect(shown(layer.settings)).toEqual(['downstream.idle KeepAliveTimeout = 720000 @src/Shop/Program.cs:2', 'downstream.header Kestrel:Limits:RequestHeadersTimeout = 45000 @src/Shop/appsettings.json:3', 'stop.graceful ShutdownTimeout = 20000 @src/Shop/Program.cs:4']);
  expect(layer.version).toEqual({ known: '8.0' });
});

it('prefers the settings of the environment', async () => {
  const files = { ...base, 'src/Shop/appsettings.Staging.json': '{"Kestrel":{"Limits":{"KeepAliveTimeout":"00:00:10"}}}' };
  expect(shown(onlyLayer(await started(kestrel, run, files, { env: { ASPNETCORE_ENVIRONMENT: 'Staging' } })).settings)[0]).toBe('downstream.idle Kestrel:Limits:KeepAliveTimeout = 10000 @src/Shop/appsettings.Staging.json:1');
});

it.each([
  [{ env: { ASPNETCORE_URLS: 'http://+:5005;https://+:5006' } }, ['*:5005 http/1.1', '*:5006 http/1.1']],
  [{ env: { ASPNETCORE_HTTP_PORTS: '8081' } }, ['*:8081 http/1.1']],
  [{ image: 'mcr.microsoft.com/dotnet/aspnet:8.0-alpine' }, ['*:8080 http/1.1']],
  [{ image: 'mcr.microsoft.com/dotnet/aspnet:6.0' }, ['*:80 http/1.1']],
  [{ image: 'registry.example.com/shop:1' }, ['*:? http/1.1']],
  [{}, ['localhost:5000 http/1.1']],
])('listens as %j says', async (parts, expected) => {
  expect(doors(onlyLayer(await started(kestrel, run, base, parts)).listens)).toEqual(expected);
});

it('is neither a console program nor one that the repository does not hold', async () => {
  expect(await started(kestrel, ['dotnet', 'Job.dll'], { 'Job.csproj': '<Project Sdk="Microsoft.NET.Sdk"/>' })).toBeUndefined();
  expect(await started(kestrel, ['dotnet', 'Other.dll'], base)).toBeUndefined();
});

it.each([['00:02:10', 130_000], ['1.00:00:00', 86_400_000], ['00:00:01.5', 1500], ['30', 30 * 86_400_000], ['2m', undefined]])('reads %j', (text, amount) => {
  expect(timeSpan(text)).toBe(amount);
});
