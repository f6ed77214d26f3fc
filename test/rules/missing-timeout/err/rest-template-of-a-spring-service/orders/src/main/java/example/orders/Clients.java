package example.orders;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

class Clients {
    @Bean
    RestTemplate prices() {
        return new RestTemplate(); // expect: missing-timeout warning
    }

    @Bean
    RestTemplate stock() {
        SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
        factory.setReadTimeout(Duration.ofSeconds(5));
        return new RestTemplate(factory);
    }
}
