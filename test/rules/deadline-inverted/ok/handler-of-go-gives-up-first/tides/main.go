package main

import (
	"net/http"
	"time"
)

func main() {
	server := &http.Server{
		Addr:        ":8080",
		Handler:     http.TimeoutHandler(routes(), 15*time.Second, "late"),
		IdleTimeout: 90 * time.Minute,
		WriteTimeout: 18 * time.Second,
	}
	server.ListenAndServe()
}

func routes() http.Handler {
	return http.NewServeMux()
}
