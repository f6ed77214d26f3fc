package shop;

import java.net.http.HttpClient;
import java.time.Duration;

public class Shop {
  private static final int SECONDS = 5 * 2;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(SECONDS)).build();

  String load(int timeout) throws Exception {
    var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://app:8080/")).timeout(Duration.ofMillis(timeout)).build();
    return client.send(request, null).toString();
  }
}
