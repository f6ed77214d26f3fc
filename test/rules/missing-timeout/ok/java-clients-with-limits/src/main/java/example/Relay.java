package example;

import java.net.HttpURLConnection;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.springframework.web.client.RestTemplate;

class Relay {
    /** Ten seconds by default. */
    private final OkHttpClient ok = new OkHttpClient();
    private final CloseableHttpClient apache = HttpClients.custom().setDefaultRequestConfig(RequestConfig.custom().setSocketTimeout(8000).build()).build();
    /** Nobody asks for it. */
    private final RestTemplate unused = new RestTemplate();

    String pull() throws Exception {
        return ok.newCall(new Request.Builder().url("http://source.example/next").build()).execute().body().string();
    }

    void mark() throws Exception {
        apache.execute(new HttpGet("http://source.example/mark"));
    }

    int push(URL url) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        limit(connection);
        return connection.getResponseCode();
    }

    private static void limit(HttpURLConnection connection) {
        connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(5));
    }
}
