package main

import (
	"net/http"
	"time"
)

var client = &http.Client{Timeout: 5 * time.Second}

func weather(w http.ResponseWriter, r *http.Request) {
	response, err := client.Get("https://weather.example/today")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	response.Body.Close()
	time.Sleep(time.Millisecond)
}

func main() {
	http.HandleFunc("/", weather)
	http.ListenAndServe(":8080", nil)
}
