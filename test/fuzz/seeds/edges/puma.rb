port ENV.fetch("PORT", 9292)
workers Integer(ENV["WEB_CONCURRENCY"] || 2)
worker_timeout 60 if ENV["MODE"] == "prod"
persistent_timeout(20)
first_data_timeout 30
before_fork { |server, worker| puts "#{server} #{worker}" }
