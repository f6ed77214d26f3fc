package main

import (
	"net/http"
	"time"
)

func main() {
	server := &http.Server{
		Addr:        ":8080",
		Handler:     routes(),
		IdleTimeout: 90 * time.Minute,
		WriteTimeout: 45 * time.Second,
	}
	server.ListenAndServe()
}

func routes() http.Handler {
	return http.NewServeMux()
}
