Rack::Timeout.service_timeout = 90
