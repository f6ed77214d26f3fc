package main

import (
	"net/http"
	"os"
	"time"
)

const limit = 30 * time.Second

func env(name, otherwise string) time.Duration {
	value, err := time.ParseDuration(os.Getenv(name))
	if err != nil {
		value, _ = time.ParseDuration(otherwise)
	}
	return value
}

func main() {
	client := &http.Client{Timeout: limit, Transport: &http.Transport{IdleConnTimeout: 90 * time.Second, ResponseHeaderTimeout: env("T", "5s")}}
	_, _ = client.Get("http://app:8080/")
	server := &http.Server{Addr: ":8080", ReadTimeout: 5 * time.Second, IdleTimeout: 2 * time.Minute}
	server.ListenAndServe()
}
