package example;

import java.time.Duration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

class Rates {
    private final HttpClient http = HttpClient.create().responseTimeout(Duration.ofSeconds(5));
    private final WebClient client = WebClient.builder().baseUrl("http://app:8000").clientConnector(new ReactorClientHttpConnector(http)).build();

    String today() {
        return client.get().uri("/rates/{day}", "today").retrieve().bodyToMono(String.class).block();
    }
}
