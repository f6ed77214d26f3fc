package main

import (
	"net/http"
	"time"

	"web.example/web/internal/env"
)

func main() {
	server := &http.Server{
		Addr:         ":8080",
		ReadTimeout:  env.Seconds("READ_TIMEOUT", 30),
		WriteTimeout: seconds(60),
		IdleTimeout:  env.Duration("IDLE_TIMEOUT", 90*time.Second),
	}
	server.ListenAndServe()
}
