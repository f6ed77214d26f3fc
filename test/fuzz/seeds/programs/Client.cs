using System;
using System.Net.Http;
namespace Shop;
public class Client(IHttpClientFactory factory) {
  private static readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2), ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(30) };
  public async Task<string> Get(int retries = 3) => await http.GetStringAsync($"http://app/{retries}");
}
