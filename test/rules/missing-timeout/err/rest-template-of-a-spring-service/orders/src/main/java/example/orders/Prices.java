package example.orders;

import org.springframework.web.client.RestTemplate;

class Prices {
    private final RestTemplate prices;

    Prices(RestTemplate prices) {
        this.prices = prices;
    }

    String of(String article) {
        return prices.getForObject("http://prices.example/articles/{article}", String.class, article);
    }
}
