package main

import "net/http"

var client = &http.Client{Timeout: 30} // expect: unit-suspect warning

func main() {
	client.Get("https://registry.example/rows")
}
