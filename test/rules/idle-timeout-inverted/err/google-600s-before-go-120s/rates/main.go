package main

import (
	"net/http"
	"time"
)

func main() {
	server := &http.Server{
		Addr:    ":8080",
		Handler: http.DefaultServeMux,
		IdleTimeout: 120 * time.Second, // expect: idle-timeout-inverted
	}
	_ = time.Second
	_ = server.ListenAndServe()
}
