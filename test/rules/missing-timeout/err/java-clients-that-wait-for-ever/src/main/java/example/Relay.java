package example;

import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

class Relay {
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    String pull() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://source.example/next")).build();
        return client.send(request, BodyHandlers.ofString()).body(); // expect: missing-timeout warning
    }

    String soon() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://source.example/soon")).timeout(Duration.ofSeconds(5)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    int push() throws Exception {
        HttpURLConnection connection = (HttpURLConnection) new URL("http://target.example/in").openConnection(); // expect: missing-timeout warning
        connection.setConnectTimeout(2000);
        return connection.getResponseCode();
    }
}
