import { describe, expect, it } from 'vitest';
import { rubyFaraday } from '../../src/systems/ruby-faraday/index.ts';
import { rubyHttparty } from '../../src/systems/ruby-httparty/index.ts';
import { rubyNetHttp } from '../../src/systems/ruby-net-http/index.ts';
import { rubyRestClient } from '../../src/systems/ruby-rest-client/index.ts';
import type { Reading } from '../../src/systems/system.ts';
import { readFirst, routes } from './program-reader.ts';

const all = (reading: Reading): readonly string[] => (reading.layers ?? []).flatMap((layer, index) => routes(reading, index).map((route) => `${layer.profile ?? '-'}: ${route}`));

describe('Net::HTTP', () => {
  it('reads what is assigned to it, the options of a session, and the host of its URI', async () => {
    const reading = await readFirst(rubyNetHttp, {
      'app/api.rb': `class Api
  def show
    uri = URI("http://reports:3000/daily")
    http = Net::HTTP.new(uri.host, uri.port)
    http.open_timeout = 2
    http.read_timeout = ENV.fetch("READ_TIMEOUT", 90).to_i
    http.request(Net::HTTP::Get.new(uri))
  end

  def session
    Net::HTTP.start("stock", 8080, read_timeout: nil) { |http| http.get("/items") }
    Net::HTTP.get(URI("http://stock:8080/all"))
  end

  def kept
    @kept ||= Net::HTTP::Persistent.new(name: "api")
    @kept.idle_timeout = 30
    @kept.request(URI("http://stock:8080/x"))
  end
end
`,
    });
    expect(all(reading)).toEqual([
      'net-http: *, reports:3000, pooled no, upstream.read read_timeout = 90000 @6, upstream.connect open_timeout = 2000 @5',
      'net-http: *, stock:8080, pooled no, upstream.read read_timeout = never @11',
      'net-http: /all, stock:8080, pooled no',
      'persistent: *, unknown the host is only known at run time, pooled yes, upstream.idle idle_timeout = 30000 @17',
    ]);
  });
});

describe('Faraday', () => {
  it('reads options, its block and the adapter, and the block of a call', async () => {
    const reading = await readFirst(rubyFaraday, {
      'app/api.rb': `class Api
  def list
    conn.get("/orders")
    conn.get("/report") { |req| req.options.timeout = 120 }
  end

  def conn
    @conn ||= Faraday.new(url: "http://orders:3000", request: { timeout: 5 }) do |f|
      f.options.open_timeout = 1
      f.adapter :net_http_persistent
    end
  end

  def plain
    Faraday.post("http://mail:8025/send", "")
  end
end
`,
      'Gemfile.lock': 'GEM\n  specs:\n    faraday (2.9.0)\n',
    });
    expect(all(reading)).toEqual([
      'persistent: /orders, orders:3000, pooled yes, upstream.connect open_timeout = 1000 @9, upstream.read timeout = 5000 @8, upstream.send timeout = 5000 @8',
      'persistent: /report, orders:3000, pooled yes, upstream.connect timeout = 120000 @4, upstream.read timeout = 120000 @4, upstream.send timeout = 120000 @4',
      'net-http: /send, mail:8025, pooled no',
    ]);
    expect(reading.layers?.[0]?.version.known).toBe('2.9.0');
  });

  it('knows no limit where the defaults of all connections or the adapter are another one', async () => {
    const changed = await readFirst(rubyFaraday, { 'app/a.rb': 'C = Faraday.new("http://a")\nC.get("/x")\n', 'config/initializers/f.rb': 'Faraday.default_connection_options = { request: { timeout: 3 } }\n' });
    expect(all(changed)).toEqual(['unseen: /x, a:80, pooled unknown, upstream.read timeout = unknown @1']);
    const other = await readFirst(rubyFaraday, { 'app/a.rb': 'C = Faraday.new("http://a") { |f| f.adapter :typhoeus }\nC.get("/x")\n' });
    expect(all(other)).toEqual(['unseen: /x, a:80, pooled unknown']);
  });
});

describe('HTTParty', () => {
  it('reads the settings of a class, of its calls and of the module', async () => {
    const reading = await readFirst(rubyHttparty, {
      'app/api.rb': `class Api
  include HTTParty
  base_uri "rates:9292"
  default_timeout 8
  read_timeout 20

  def rate
    self.class.get("/rate")
  end

  def self.slow
    get("/slow", timeout: 300)
  end
end

class Other
  def call
    HTTParty.get("http://geo:80/x", open_timeout: 1)
    storage.get("/not-http")
  end
end
`,
    });
    expect(all(reading)).toEqual([
      '-: /rate, rates:9292, pooled no, upstream.read read_timeout = 20000 @5, upstream.connect default_timeout = 8000 @4, upstream.send default_timeout = 8000 @4',
      '-: /slow, rates:9292, pooled no, upstream.connect timeout = 300000 @12, upstream.read timeout = 300000 @12, upstream.send timeout = 300000 @12',
      '-: /x, geo:80, pooled no, upstream.connect open_timeout = 1000 @18',
    ]);
  });
});

describe('rest-client', () => {
  it('reads requests, resources and plain calls', async () => {
    const reading = await readFirst(rubyRestClient, {
      'app/api.rb': `def call
  RestClient.get("http://a/plain")
  RestClient::Request.execute(method: :get, url: "http://b/slow", timeout: nil)
  resource = RestClient::Resource.new("http://c/base", read_timeout: 7)
  resource.get
end
`,
    });
    expect(all(reading)).toEqual([
      '-: /plain, a:80, pooled no',
      '-: /slow, b:80, pooled no, upstream.connect timeout = never @3, upstream.read timeout = never @3',
      '-: ^/base/[^/]+$, c:80, pooled no, upstream.read read_timeout = 7000 @4',
    ]);
  });
});
