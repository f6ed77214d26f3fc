bind = "0.0.0.0:8000"  # expect: idle-timeout-inverted error
threads = 4
