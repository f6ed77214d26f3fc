events {}
http {
  server {
    listen 80;
    location / {
      proxy_pass http://127.0.0.1:9000;
      proxy_connect_timeout @CONNECT@s;
      proxy_read_timeout %READ_TIMEOUT%;
      proxy_send_timeout __SEND_TIMEOUT__;
    }
  }
}
