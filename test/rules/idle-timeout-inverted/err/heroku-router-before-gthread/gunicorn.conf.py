threads = 3
timeout = 25
keepalive = 30  # expect: idle-timeout-inverted info
