package example;

import java.net.HttpURLConnection;
import java.net.URL;
import okhttp3.OkHttpClient;
import okhttp3.Request;

class Rates {
    private final OkHttpClient client = new OkHttpClient();

    String today() throws Exception {
        return client.newCall(new Request.Builder().url("http://app:8000/rates/today").build()).execute().body().string();
    }

    int ping() throws Exception {
        HttpURLConnection connection = (HttpURLConnection) new URL("http://app:8000/ping").openConnection();
        connection.setReadTimeout(2000);
        return connection.getResponseCode();
    }
}
