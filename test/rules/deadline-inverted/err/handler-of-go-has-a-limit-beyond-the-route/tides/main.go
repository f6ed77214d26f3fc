package main

import (
	"net/http"
	"time"
)

func main() {
	server := &http.Server{
		Addr:        ":8080",
		Handler:     http.TimeoutHandler(routes(), 45*time.Second, "late"),
		IdleTimeout: 90 * time.Minute,
	}
	server.ListenAndServe()
}

func routes() http.Handler {
	return http.NewServeMux()
}
