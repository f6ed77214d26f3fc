package main

import (
	"context"
	"net/http"
	"time"

	"forge.example/sdk/forge"
)

// Each call brings a context with a deadline.
var client = forge.NewClient(&http.Client{}, "https://forge.example")

func projects(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if _, err := client.Projects(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func main() {
	http.HandleFunc("/", projects)
	http.ListenAndServe(":8080", nil)
}
