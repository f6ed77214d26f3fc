package main

import (
	"net/http"
	"time"
)

func main() {
	server := &http.Server{
		Addr:    ":8080",
		Handler: http.DefaultServeMux,
	}
	_ = time.Second
	_ = server.ListenAndServe()
}
