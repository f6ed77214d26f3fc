package main

import (
	"net/http"

	"web.example/web/internal/env"
)

func main() {
	server := &http.Server{
		Addr:        ":8080",
		ReadTimeout: env.Duration("READ_TIMEOUT", 30), // expect: unit-suspect warning
	}
	server.ListenAndServe()
}
