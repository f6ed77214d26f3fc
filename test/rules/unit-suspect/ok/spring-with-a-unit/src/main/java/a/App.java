package a;
import org.springframework.boot.SpringApplication;
@SpringBootApplication public class App { public static void main(String[] a){ SpringApplication.run(App.class,a);} }
