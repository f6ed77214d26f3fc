package main

import (
	"net/http"
	"time"
)

var client = &http.Client{Timeout: 30 * time.Second}

func main() {
	client.Get("https://registry.example/rows")
}
