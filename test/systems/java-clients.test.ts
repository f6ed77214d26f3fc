import { describe, expect, it } from 'vitest';
import { javaApacheHttpclient } from '../../src/systems/java-apache-httpclient/index.ts';
import { javaHttp } from '../../src/systems/java-http/index.ts';
import { javaOkhttp } from '../../src/systems/java-okhttp/index.ts';
import { javaReactorNetty } from '../../src/systems/java-reactor-netty/index.ts';
import { javaSpringRest } from '../../src/systems/java-spring-rest/index.ts';
import { javaUrlConnection } from '../../src/systems/java-url-connection/index.ts';
import type { Reading } from '../../src/systems/system.ts';
import { readFirst, routes, shown } from './program-reader.ts';

const all = (reading: Reading): readonly string[] => (reading.layers ?? []).flatMap((layer, index) => routes(reading, index).map((route) => `${layer.profile ?? '-'}: ${route}`));
const file = (imports: string, body: string) => ({ 'src/main/java/app/Api.java': `package app;\n${imports}\nclass Api {\n${body}\n}\n` });

describe('OkHttp', () => {
  it('reads a builder with its pool, and the URL of a request', async () => {
    const reading = await readFirst(javaOkhttp, file('import okhttp3.*;\nimport java.util.concurrent.TimeUnit;', `
  private static final int SECONDS = 45;
  private final OkHttpClient client;
  Api() {
    OkHttpClient.Builder builder = new OkHttpClient.Builder().connectTimeout(5, TimeUnit.SECONDS);
    builder.readTimeout(Duration.ofSeconds(SECONDS));
    builder.connectionPool(new ConnectionPool(5, 30, TimeUnit.SECONDS));
    this.client = builder.callTimeout(0, TimeUnit.SECONDS).build();
  }
  String get(String id) throws IOException {
    Request request = new Request.Builder().url("http://orders:8080/orders/" + id).build();
    return client.newCall(request).execute().body().string();
  }`));
    expect(all(reading)).toEqual(['-: ^/orders/[^/]+$, orders:8080, pooled yes, upstream.connect connectTimeout = 5000 @9, upstream.read readTimeout = 45000 @6, upstream.deadline callTimeout = never @12, upstream.idle ConnectionPool = 30000 @11']);
  });

  it('keeps what a derived client inherits apart from its own', async () => {
    const reading = await readFirst(javaOkhttp, file('import okhttp3.*;', `
  private final OkHttpClient client = new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(20)).build();
  private final OkHttpClient slow = client.newBuilder().callTimeout(Duration.ofMinutes(2)).build();
  void a() { slow.newCall(new Request.Builder().url("http://api/slow").build()).execute(); }
  void b() { client.newCall(new Request.Builder().url("http://api/fast").build()).execute(); }`));
    expect(all(reading)).toEqual(['-: /fast, api:80, pooled yes, upstream.read readTimeout = 20000 @5', '-: /slow, api:80, pooled yes, upstream.deadline callTimeout = 120000 @6, upstream.read readTimeout = 20000 @5']);
  });

  it('leaves what a customizer may set open', async () => {
    const reading = await readFirst(javaOkhttp, file('import okhttp3.*;', `
  @Bean OkHttpClient client(Customizer customizer) {
    OkHttpClient.Builder builder = new OkHttpClient.Builder();
    customizer.customize(builder);
    return builder.build();
  }`));
    expect(shown(reading.layers?.[0]?.settings ?? [])).toContain('upstream.read readTimeout = unknown @6');
  });
});

describe('Apache HttpClient', () => {
  const old = 'import org.apache.http.client.methods.HttpGet;\nimport org.apache.http.impl.client.*;\nimport org.apache.http.client.config.RequestConfig;';

  it('reads the request configuration of a client and that of a request', async () => {
    const reading = await readFirst(javaApacheHttpclient, file(old, `
  private final RequestConfig config = RequestConfig.custom().setSocketTimeout(30 * 1000).setConnectTimeout(2000).build();
  private final CloseableHttpClient client = HttpClients.custom().setDefaultRequestConfig(config).evictIdleConnections(20L, TimeUnit.SECONDS).build();
  void plain() { client.execute(new HttpGet("http://stock:8080/items")); }
  void slow() {
    HttpGet get = new HttpGet("http://stock:8080/report");
    get.setConfig(RequestConfig.custom().setSocketTimeout(120000).build());
    client.execute(get);
  }
  void given(HttpGet get) { client.execute(get); }`));
    expect(all(reading)).toEqual([
      '4: /items, stock:8080, pooled yes, upstream.idle evictIdleConnections = 20000 @8, upstream.read setSocketTimeout = 30000 @7, upstream.connect setConnectTimeout = 2000 @7',
      '4: /report, stock:8080, pooled yes, upstream.read setSocketTimeout = 120000 @12, upstream.idle evictIdleConnections = 20000 @8, upstream.connect setConnectTimeout = 2000 @7',
      '4: *, unknown the host is only known at run time, pooled yes, upstream.read setConfig = unknown @15, upstream.idle evictIdleConnections = 20000 @8, upstream.connect setConnectTimeout = 2000 @7',
    ]);
  });

  it('knows the generation, the connection manager and the keep-alive strategy', async () => {
    const reading = await readFirst(javaApacheHttpclient, file('import org.apache.hc.client5.http.impl.classic.*;\nimport org.apache.hc.core5.util.Timeout;', `
  @Bean CloseableHttpClient client() {
    var manager = PoolingHttpClientConnectionManagerBuilder.create()
        .setDefaultConnectionConfig(ConnectionConfig.custom().setSocketTimeout(Timeout.ofSeconds(15)).setConnectTimeout(3, TimeUnit.SECONDS).build()).build();
    return HttpClients.custom().setConnectionManager(manager).setKeepAliveStrategy((response, context) -> TimeValue.ofSeconds(40)).build();
  }`));
    expect(all(reading)).toEqual(['5: *, unknown its calls stand elsewhere, pooled yes, upstream.idle setKeepAliveStrategy = 40000 @9, upstream.read setSocketTimeout = 15000 @8, upstream.connect setConnectTimeout = 3000 @8']);
  });
});

describe('java.net.http', () => {
  it('reads the limit of each request, and leaves what stands elsewhere open', async () => {
    const reading = await readFirst(javaHttp, {
      ...file('import java.net.http.*;', `
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
  void limited() { client.send(HttpRequest.newBuilder(URI.create("http://mail:8025/send")).timeout(Duration.ofSeconds(12)).build(), BodyHandlers.ofString()); }
  void open() {
    HttpRequest request = HttpRequest.newBuilder().uri(URI.create("http://mail:8025/list")).build();
    client.send(request, BodyHandlers.ofString());
  }
  void given(HttpRequest request) { client.send(request, BodyHandlers.ofString()); }
  void later() { client.sendAsync(HttpRequest.newBuilder(URI.create("http://mail:8025/late")).build(), BodyHandlers.ofString()).orTimeout(9, TimeUnit.SECONDS); }`),
      'build.gradle': "java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }\n",
    });
    expect(all(reading)).toEqual([
      '-: /send, mail:8025, pooled yes, upstream.first-byte timeout = 12000 @6, upstream.connect connectTimeout = 3000 @5',
      '-: /list, mail:8025, pooled yes, upstream.connect connectTimeout = 3000 @5',
      '-: *, unknown the host is only known at run time, pooled yes, upstream.first-byte HttpRequest.timeout = unknown @11, upstream.connect connectTimeout = 3000 @5',
      '-: /late, mail:8025, pooled yes, upstream.deadline orTimeout = 9000 @12, upstream.connect connectTimeout = 3000 @5',
    ]);
    expect(reading.layers?.[0]?.version.known).toBe('21');
  });

  it('does not take the release that the source is compiled for as the one that runs it', async () => {
    const reading = await readFirst(javaHttp, { ...file('import java.net.http.*;', '  HttpClient client = HttpClient.newHttpClient();'), 'pom.xml': '<project><properties><java.version>17</java.version></properties></project>' });
    expect(reading.layers?.[0]?.version.known).toBeUndefined();
  });
});

describe('HttpURLConnection', () => {
  it('reads the limits of a connection that stays in its method', async () => {
    const reading = await readFirst(javaUrlConnection, file('import java.net.*;', `
  void a() {
    HttpURLConnection connection = (HttpURLConnection) new URL("http://files:9000/a").openConnection();
    connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(8));
    connection.getInputStream();
  }
  void b() {
    URL url = new URL("http://files:9000/b");
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.getInputStream();
  }
  HttpURLConnection c(URL url) { return (HttpURLConnection) url.openConnection(); }`));
    expect(all(reading)).toEqual([
      '-: /a, files:9000, pooled yes, upstream.read setReadTimeout = 8000 @7',
      '-: /b, files:9000, pooled yes',
      '-: *, unknown the host is only known at run time, pooled yes, upstream.connect setConnectTimeout = unknown @15, upstream.read setReadTimeout = unknown @15',
    ]);
  });
});

describe('Spring', () => {
  it('reads a RestTemplate by the factory below it', async () => {
    const reading = await readFirst(javaSpringRest, { ...file('import org.springframework.web.client.RestTemplate;\nimport org.springframework.http.client.*;', `
  @Bean RestTemplate plain() { return new RestTemplate(); }
  @Bean RestTemplate limited() {
    SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
    factory.setReadTimeout(4000);
    return new RestTemplate(new BufferingClientHttpRequestFactory(factory));
  }
  @Bean RestTemplate built() { return new RestTemplateBuilder().readTimeout(Duration.ofSeconds(6)).rootUri("http://users:8080").build(); }
  @Bean RestTemplate given(ClientHttpRequestFactory factory) { return new RestTemplate(factory); }
  void call() { new RestTemplate().getForObject("http://users:8080/users/{id}", String.class, 1); }`), 'src/main/java/app/User.java': 'class User { @Autowired RestTemplate template; }\n' });
    expect(all(reading)).toEqual([
      'simple: *, unknown its calls stand elsewhere, pooled yes',
      'simple: *, unknown its calls stand elsewhere, pooled yes, upstream.read setReadTimeout = 4000 @9',
      'unseen: *, users:8080, pooled unknown, upstream.read readTimeout = 6000 @12',
      'unseen: *, unknown its calls stand elsewhere, pooled unknown',
      'simple: ^/users/[^/]+$, users:8080, pooled yes',
    ]);
  });

  it('leaves a bean out that nobody asks for', async () => {
    const bean = file('import org.springframework.web.client.RestTemplate;', '  @Bean RestTemplate plain() { return new RestTemplate(); }');
    expect(all(await readFirst(javaSpringRest, { ...bean, 'src/test/java/app/UserTest.java': 'class UserTest { RestTemplate template; }\n' }))).toEqual([]);
  });

  it('reads a WebClient with its connector, its pool and what is waited for', async () => {
    const reading = await readFirst(javaReactorNetty, file('import reactor.netty.http.client.HttpClient;\nimport org.springframework.web.reactive.function.client.WebClient;', `
  private final HttpClient http = HttpClient.create(ConnectionProvider.builder("x").maxIdleTime(Duration.ofSeconds(20)).build())
      .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2000).responseTimeout(Duration.ofSeconds(7));
  private final WebClient client = WebClient.builder().baseUrl("http://rates:8080").clientConnector(new ReactorClientHttpConnector(http)).build();
  Rate now() { return client.get().uri("/now").retrieve().bodyToMono(Rate.class).block(); }
  Mono<Rate> soon() { return client.get().uri("/soon").retrieve().bodyToMono(Rate.class); }
  Rate limited() { return client.get().uri("/limited").retrieve().bodyToMono(Rate.class).timeout(Duration.ofSeconds(3)).block(); }`));
    const rest = 'upstream.read responseTimeout = 7000 @7, upstream.connect CONNECT_TIMEOUT_MILLIS = 2000 @7, upstream.idle maxIdleTime = 20000 @6';
    expect(all(reading)).toEqual([
      `reactor: /now, rates:8080, pooled yes, ${rest}`,
      `reactor: /soon, rates:8080, pooled yes, upstream.deadline timeout = unknown @10, ${rest}`,
      `reactor: /limited, rates:8080, pooled yes, upstream.deadline timeout = 3000 @11, ${rest}`,
    ]);
  });
});
