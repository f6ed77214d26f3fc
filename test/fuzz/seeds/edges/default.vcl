vcl 4.1;
import std;
include "other.vcl";
probe p { .url = "/"; .timeout = 1s; .interval = 5s; }
backend default { .host = "app"; .port = "8000"; .first_byte_timeout = 60s; .between_bytes_timeout = 10s; .probe = p; }
sub vcl_recv {
  # comment
  if (req.url ~ "^/api" && req.method != "POST") { set req.backend_hint = default; return (pass); } else if (std.port(client.ip) > 0) { return (pipe); }
  /* block */ C{ int a; }C
}
