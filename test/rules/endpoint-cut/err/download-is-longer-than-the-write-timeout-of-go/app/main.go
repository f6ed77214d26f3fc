package main

import (
	"net/http"
	"time"
)

func main() {
	server := &http.Server{
		Addr:         ":8000",
		WriteTimeout: 15 * time.Second, // expect: endpoint-cut error
	}
	server.ListenAndServe()
}
