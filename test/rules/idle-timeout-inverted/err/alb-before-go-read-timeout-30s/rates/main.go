package main

import (
	"net/http"
	"time"
)

func main() {
	server := &http.Server{ // expect: idle-timeout-inverted
		Addr:    ":8080",
		Handler: http.DefaultServeMux,
		ReadTimeout: 30 * time.Second,
	}
	_ = time.Second
	_ = server.ListenAndServe()
}
