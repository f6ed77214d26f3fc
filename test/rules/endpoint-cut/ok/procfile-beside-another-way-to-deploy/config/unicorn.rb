worker_processes 4
listen "/run/desk.sock"
timeout 120
